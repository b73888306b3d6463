import Incremental

/// What differs from page to page in the page template. All of it is HTML.
struct PageValues {
  /// A hole in the page template; its position in ``allCases`` is its number.
  enum Slot: Int, CaseIterable {
    case documentTitle, description, canonical, root, heading, headingID, lead, body, contents
    case navigation, groupTitle, groupAddress, previousTitle, previousAddress, nextTitle
    case nextAddress, edit, updated, kind, published

    /// Where templates find it: `previous.title`.
    var path: [String] {
      switch self {
      case .groupTitle: ["group", "title"]
      case .groupAddress: ["group", "address"]
      case .previousTitle: ["previous", "title"]
      case .previousAddress: ["previous", "address"]
      case .nextTitle: ["next", "title"]
      case .nextAddress: ["next", "address"]
      default: ["\(self)"]
      }
    }
  }

  private var values = [[UInt8]](repeating: [], count: Slot.allCases.count)

  /// An empty value counts as absent: a template's section for it is left out.
  subscript(slot: Slot) -> [UInt8] {
    get { values[slot.rawValue] }
    set { values[slot.rawValue] = newValue }
  }

  mutating func set(_ slot: Slot, text: String) { self[slot] = Array(text.htmlEscaped.utf8) }

  /// One bit for each value that is there.
  var presence: Int {
    values.indices.reduce(0) { values[$1].isEmpty ? $0 : $0 | 1 << $1 }
  }

  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for value in values { value.withUnsafeBytes { fingerprint.add($0) } }
    return fingerprint
  }

  /// Markers for the values that are there, as templates see them.
  static func markers(presence: Int) -> [String: Any] {
    var context: [String: Any] = [:]
    for slot in Slot.allCases where presence & 1 << slot.rawValue != 0 || slot == .root {
      let marker = Skeleton.marker(slot.rawValue)
      if slot.path.count == 1 {
        context[slot.path[0]] = marker
      } else {
        var group = context[slot.path[0]] as? [String: Any] ?? [:]
        group[slot.path[1]] = marker
        context[slot.path[0]] = group
      }
    }
    return context
  }
}
