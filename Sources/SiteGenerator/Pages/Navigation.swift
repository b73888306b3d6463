import Incremental
import Synchronization

/// The navigation tree: every group of pages, and the pages of the group that is being read.
///
/// Its size does not grow with the course: a long group shows the stretch around the page, many
/// groups show the ones around the group. Pages of one stretch share one rendering.
final class Navigation: Sendable {
  /// How many pages of a group, and how many groups, are shown at most.
  static let limit = 50

  private static let rootHole = -1

  private let map: SiteMap
  private let theme: Theme
  private let stretches = Mutex<[Stretch: Skeleton]>([:])
  private let fingerprints = Mutex<[Stretch: Fingerprint]>([:])

  private struct Stretch: Hashable {
    let group: Int
    let number: Int
  }

  /// What is shown of the tree.
  private struct Window {
    let groups: [Int]

    /// `nil` when the open group has only its opening page.
    let pages: Range<Int>?
    let earlier: Int?
    let later: Int?
  }

  init(map: SiteMap, theme: Theme) {
    self.map = map
    self.theme = theme
  }

  /// `page` is `nil` on a page that is not in the tree, such as the 404 page.
  func write(for page: Int?, root: String, to html: inout HTMLWriter) {
    skeleton(for: page ?? 0).write(to: &html) { hole, html in
      if hole == Self.rootHole {
        html.raw(root)
      } else if hole == page {
        html.markup(" aria-current=\"page\"")
      }
    }
  }

  /// Of what ``write(for:root:to:)`` writes, but for the root.
  func fingerprint(for page: Int) -> Fingerprint {
    let stretch = stretch(of: page)
    if let known = fingerprints.withLock({ $0[stretch] }) { return known }
    let window = window(stretch)
    var fingerprint = Fingerprint()
    func add(_ page: Int?) {
      fingerprint.add(page == nil ? 0 : 1)
      guard let page else { return }
      fingerprint.add(map.pages[page].title)
      fingerprint.add(map.pages[page].address)
    }
    fingerprint.add(map.groups.count)
    for group in window.groups { add(map.groups[group].pages.lowerBound) }
    fingerprint.add(window.groups.firstIndex(of: stretch.group) ?? -1)
    for page in window.pages ?? 0..<0 { add(page) }
    add(window.earlier)
    add(window.later)
    fingerprints.withLock { $0[stretch] = fingerprint }
    return fingerprint
  }

  private func stretch(of page: Int) -> Stretch {
    let group = map.pages[page].group
    return Stretch(
      group: group, number: (page - map.groups[group].pages.lowerBound) / Self.limit)
  }

  private func skeleton(for page: Int) -> Skeleton {
    let stretch = stretch(of: page)
    if let known = stretches.withLock({ $0[stretch] }) { return known }
    let skeleton = Skeleton(rendered: theme.render("navigation", values(stretch)))
    stretches.withLock { $0[stretch] = skeleton }
    return skeleton
  }

  private func window(_ stretch: Stretch) -> Window {
    let first = max(0, min(stretch.group - Self.limit / 2, map.groups.count - Self.limit))
    let groups = Array(first..<min(first + Self.limit, map.groups.count))
    let group = map.groups[stretch.group]
    guard group.pages.count > 1 else {
      return Window(groups: groups, pages: nil, earlier: nil, later: nil)
    }
    let pages = group.pages.dropFirst()
    let start = group.pages.lowerBound + stretch.number * Self.limit
    let shown = pages.clamped(to: start..<(start + Self.limit))
    return Window(
      groups: groups, pages: shown,
      earlier: shown.lowerBound > pages.lowerBound ? shown.lowerBound - 1 : nil,
      later: shown.upperBound < pages.upperBound ? shown.upperBound : nil)
  }

  private func values(_ stretch: Stretch) -> [String: Any] {
    let window = window(stretch)
    var values: [String: Any] = [
      "root": Skeleton.marker(Self.rootHole),
      "groups": window.groups.map { group($0, stretch, window) },
    ]
    if window.groups.count < map.groups.count { values["total"] = map.groups.count }
    return values
  }

  private func group(_ index: Int, _ stretch: Stretch, _ window: Window) -> [String: Any] {
    var values = entry(map.groups[index].pages.lowerBound)
    guard index == stretch.group, let pages = window.pages else { return values }
    values["isOpen"] = true
    values["pages"] = pages.map(entry)
    values["earlier"] = window.earlier.map(entry)
    values["later"] = window.later.map(entry)
    return values
  }

  private func entry(_ page: Int) -> [String: Any] {
    [
      "title": map.pages[page].title,
      "address": Skeleton.marker(Self.rootHole)
        + RelativeAddress.percentEncoded(map.pages[page].address),
      "current": Skeleton.marker(page),
    ]
  }
}
