import Incremental
import Synchronization

/// The navigation tree: every group of pages, and the pages of the group that is being read.
///
/// Its size does not grow with the course: a long group shows the stretch around the page, many
/// groups show the ones around the group. Pages of one stretch share one rendering, stretches of one
/// shape one rendered template.
final class Navigation: Sendable {
  /// How many pages of a group, and how many groups, are shown at most.
  static let limit = 50

  private static let rootHole = -1

  private let map: SiteMap
  private let theme: Theme
  private let stretches = Mutex<[Seen: Skeleton]>([:])
  private let templates = Mutex<[NavigationShape: Skeleton]>([:])
  private let fingerprints = Mutex<[Stretch: Fingerprint]>([:])

  private struct Stretch: Hashable {
    let group: Int
    let number: Int
  }

  /// A stretch as the pages at one depth show it.
  private struct Seen: Hashable {
    let stretch: Stretch
    let root: String
  }

  init(map: SiteMap, theme: Theme) {
    self.map = map
    self.theme = theme
  }

  /// `page` is `nil` on a page that is not in the tree, such as the 404 page.
  func write(for page: Int?, root: String, to html: inout HTMLWriter) {
    skeleton(for: page ?? 0, root: root).write(to: &html) { hole, html in
      if hole == page { html.markup(" aria-current=\"page\"") }
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

  private func skeleton(for page: Int, root: String) -> Skeleton {
    let stretch = stretch(of: page)
    let seen = Seen(stretch: stretch, root: root)
    if let known = stretches.withLock({ $0[seen] }) { return known }
    let window = window(stretch)
    let entries = window.entries(in: map)
    let template = template(for: window.shape(open: stretch.group))
    let skeleton = template.filled { hole, builder in
      guard let (entry, value) = NavigationShape.entry(ofHole: hole) else {
        if hole == Self.rootHole { builder.html.raw(root) }
        return
      }
      let page = map.pages[entries[entry]]
      switch value {
      case .title: builder.html.raw(page.title.htmlEscaped)
      case .current: builder.hole(entries[entry])
      case .address:
        builder.html.raw(root)
        builder.html.raw(RelativeAddress.percentEncoded(page.address).htmlEscaped)
      }
    }
    stretches.withLock { $0[seen] = skeleton }
    return skeleton
  }

  /// The template as it is for everything of this shape, with holes for what its entries show.
  private func template(for shape: NavigationShape) -> Skeleton {
    if let known = templates.withLock({ $0[shape] }) { return known }
    var values = shape.values
    values["root"] = Skeleton.marker(Self.rootHole)
    if shape.groups < map.groups.count { values["total"] = map.groups.count }
    let template = Skeleton(rendered: theme.render("navigation", values))
    templates.withLock { $0[shape] = template }
    return template
  }

  private func window(_ stretch: Stretch) -> NavigationWindow {
    let first = max(0, min(stretch.group - Self.limit / 2, map.groups.count - Self.limit))
    let groups = Array(first..<min(first + Self.limit, map.groups.count))
    let group = map.groups[stretch.group]
    guard group.pages.count > 1 else {
      return NavigationWindow(groups: groups, pages: nil, earlier: nil, later: nil)
    }
    let pages = group.pages.dropFirst()
    let start = group.pages.lowerBound + stretch.number * Self.limit
    let shown = pages.clamped(to: start..<(start + Self.limit))
    return NavigationWindow(
      groups: groups, pages: shown,
      earlier: shown.lowerBound > pages.lowerBound ? shown.lowerBound - 1 : nil,
      later: shown.upperBound < pages.upperBound ? shown.upperBound : nil)
  }
}
