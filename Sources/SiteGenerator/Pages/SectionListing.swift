import Synchronization

/// Puts the text of a section's page, and the list of its pages, into the theme's template.
///
/// The template is rendered once for each pattern of entries, and then filled as bytes.
final class SectionListing: Sendable {
  private let theme: Theme
  private let skeletons = Mutex<[[Bool]: Skeleton]>([:])

  struct Entry {
    let title: String
    let address: String

    /// Empty when there is none.
    let description: String
  }

  private enum Value: Int, CaseIterable { case title, address, description }

  private static let textHole = -1

  init(theme: Theme) { self.theme = theme }

  /// `text` is HTML.
  func html(text: [UInt8], entries: [Entry]) -> [UInt8] {
    let skeleton = skeleton(for: entries.map { !$0.description.isEmpty })
    var html = HTMLWriter(capacity: text.count + entries.count * 256)
    skeleton.write(to: &html) { hole, html in
      guard hole >= 0, let value = Value(rawValue: hole % Value.allCases.count) else {
        return html.raw(text)
      }
      let entry = entries[hole / Value.allCases.count]
      switch value {
      case .title: html.raw(entry.title.htmlEscaped)
      case .address: html.raw(entry.address.htmlEscaped)
      case .description: html.raw(entry.description.htmlEscaped)
      }
    }
    return html.bytes
  }

  /// `described` tells of each entry whether it has a description.
  private func skeleton(for described: [Bool]) -> Skeleton {
    if let known = skeletons.withLock({ $0[described] }) { return known }
    let values: [String: Any] = [
      "text": Skeleton.marker(Self.textHole), "hasPages": !described.isEmpty,
      "pages": described.enumerated().map(Self.values),
    ]
    let skeleton = Skeleton(rendered: theme.render("section", values))
    skeletons.withLock { $0[described] = skeleton }
    return skeleton
  }

  private static func values(of entry: Int, isDescribed: Bool) -> [String: Any] {
    func marker(_ value: Value) -> String {
      Skeleton.marker(entry * Value.allCases.count + value.rawValue)
    }
    var values: [String: Any] = ["title": marker(.title), "address": marker(.address)]
    if isDescribed { values["description"] = marker(.description) }
    return values
  }
}
