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

  private struct Stretch: Hashable {
    let group: Int
    let number: Int
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

  private func skeleton(for page: Int) -> Skeleton {
    let group = map.pages[page].group
    let number = (page - map.groups[group].pages.lowerBound) / Self.limit
    let stretch = Stretch(group: group, number: number)
    if let known = stretches.withLock({ $0[stretch] }) { return known }
    let skeleton = Skeleton(rendered: theme.render("navigation", values(stretch)))
    stretches.withLock { $0[stretch] = skeleton }
    return skeleton
  }

  private func values(_ stretch: Stretch) -> [String: Any] {
    let first = max(0, min(stretch.group - Self.limit / 2, map.groups.count - Self.limit))
    let shown = first..<min(first + Self.limit, map.groups.count)
    var values: [String: Any] = [
      "root": Skeleton.marker(Self.rootHole),
      "groups": shown.map { group($0, stretch) },
    ]
    if shown.count < map.groups.count { values["total"] = map.groups.count }
    return values
  }

  private func group(_ index: Int, _ stretch: Stretch) -> [String: Any] {
    let group = map.groups[index]
    var values = entry(group.pages.lowerBound)
    guard index == stretch.group, group.pages.count > 1 else { return values }
    let pages = group.pages.dropFirst()
    let start = group.pages.lowerBound + stretch.number * Self.limit
    let shown = pages.clamped(to: start..<(start + Self.limit))
    values["isOpen"] = true
    values["pages"] = shown.map(entry)
    if shown.lowerBound > pages.lowerBound { values["earlier"] = entry(shown.lowerBound - 1) }
    if shown.upperBound < pages.upperBound { values["later"] = entry(shown.upperBound) }
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
