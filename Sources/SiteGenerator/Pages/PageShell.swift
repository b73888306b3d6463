import CourseModel
import Incremental
import Synchronization

/// Puts pages into the theme's page template.
final class PageShell: Sendable {
  private let theme: Theme
  private let map: SiteMap
  private let navigation: Navigation
  private let extras: SiteExtras
  private let skeletons = Mutex<[Int: Skeleton]>([:])

  init(theme: Theme, extras: SiteExtras) {
    self.theme = theme
    self.extras = extras
    map = extras.map
    navigation = Navigation(map: map, theme: theme)
  }

  /// The whole document. `root` leads from the page to the site's root.
  func document(_ values: PageValues, page: Int?, root: String) -> [UInt8] {
    let skeleton = skeleton(presence: values.presence)
    var html = HTMLWriter(capacity: values[.body].count + 16_384)
    skeleton.write(to: &html) { number, html in
      switch PageValues.Slot(rawValue: number) {
      case .navigation: navigation.write(for: page, root: root, to: &html)
      case .root: html.raw(root)
      case let slot?: html.raw(values[slot])
      case nil: break
      }
    }
    return html.bytes
  }

  /// What every page has around its middle: titles, neighbours, addresses.
  func frame(for index: Int, description: String) -> PageValues {
    let page = map.pages[index]
    let group = map.groups[page.group]
    var values = PageValues()
    let isHome = index == 0
    let parts = [page.title, group.title, map.course.title]
    let names = parts.indices.filter { !parts[..<$0].contains(parts[$0]) }.map { parts[$0] }
    values.set(.documentTitle, text: names.joined(separator: " · "))
    values.set(.description, text: description)
    values.set(.heading, text: page.title)
    values.set(.kind, text: isHome ? "website" : "article")
    if let baseURL = extras.baseURL {
      values.set(.canonical, text: baseURL.address(of: page.address))
    }
    if !isHome, page.group > 0, index != group.pages.lowerBound {
      values.set(.groupTitle, text: group.title)
      values.set(.groupAddress, text: link(from: page, to: map.pages[group.pages.lowerBound]))
    }
    if index > 0 {
      values.set(.previousTitle, text: map.pages[index - 1].title)
      values.set(.previousAddress, text: link(from: page, to: map.pages[index - 1]))
    }
    if index + 1 < map.pages.count {
      values.set(.nextTitle, text: map.pages[index + 1].title)
      values.set(.nextAddress, text: link(from: page, to: map.pages[index + 1]))
    }
    if let forge = extras.forge, page.isDated {
      values.set(.edit, text: forge.editing(page.source))
    }
    if let date = page.note?.date { values.set(.published, text: date) }
    if let day = extras.dates.updated(page) { values.set(.updated, text: day) }
    return values
  }

  /// Of everything around the middle of a page, but for what is the same on every page.
  func fingerprint(of index: Int) -> Fingerprint {
    fingerprint(
      of: index, frame: frame(for: index, description: map.pages[index].description))
  }

  /// `frame` is the page's, with its own description.
  func fingerprint(of index: Int, frame: PageValues) -> Fingerprint {
    var fingerprint = frame.fingerprint
    fingerprint.add(navigation.fingerprint(for: index))
    return fingerprint
  }

  /// Of what is the same on every page: the template and the course's own values in it.
  var fingerprint: Fingerprint {
    var fingerprint = theme.fingerprint
    for presence in [0, (1 << PageValues.Slot.allCases.count) - 1] {
      skeleton(presence: presence).add(to: &fingerprint)
    }
    return fingerprint
  }

  private func link(from page: Page, to other: Page) -> String {
    RelativeAddress.path(
      from: page.address, to: RelativeAddress.percentEncoded(other.address))
  }

  private func skeleton(presence: Int) -> Skeleton {
    if let known = skeletons.withLock({ $0[presence] }) { return known }
    var values = PageValues.markers(presence: presence)
    values["navigation"] = Skeleton.marker(PageValues.Slot.navigation.rawValue)
    values["course"] = map.course.templateValues
    values["assets"] = theme.addresses
    values["site"] = extras.templateValues(theme)
    let skeleton = Skeleton(rendered: theme.render("page", values))
    skeletons.withLock { $0[presence] = skeleton }
    return skeleton
  }
}

extension Course {
  /// What templates call `course`.
  var templateValues: [String: Any] {
    var values: [String: Any] = [
      "title": title, "description": description, "language": language,
    ]
    values["repository"] = repository
    values["license"] = license
    return values
  }
}
