import CourseModel

/// Looks at a page as it will be published: whether all that it leads to will be there, whether each
/// id is there once, and that nothing secret shows.
///
/// What authors link to is resolved, and reported, while their text is rendered; here the templates
/// are checked, and what came of both.
struct PageChecker: Sendable {
  private let map: SiteMap
  private let gate: LeakGate

  /// Everything on the site that is neither a page nor carried along for one: styles, scripts, feed.
  private let siteFiles: Set<String>

  /// Files of the course whose secrets are known already.
  private let leaking: Set<String>

  init(map: SiteMap, siteFiles: Set<String>, known diagnostics: [Diagnostic] = []) {
    self.map = map
    self.siteFiles = siteFiles
    gate = LeakGate(allowing: map.course.notSecret)
    leaking = Set(
      diagnostics.filter { $0.rule == .leakedSecret || $0.rule == .accountNumber }
        .map(\.location.file))
  }

  /// Adds to the page's findings. `body` is the part of the page that is its own.
  func check(
    _ document: [UInt8], body: [UInt8], of index: Int, findings: inout PageFindings,
    _ known: inout KnownTargets
  ) {
    let page = map.pages[index]
    let addresses = PageAddresses(html: document)
    checkIDs(addresses.ids, of: page, &findings)
    let carried = Set(findings.files.map(LinkResolver.address))
    let written = Set(findings.anchorLinks.map { Anchor(page: $0.page, fragment: $0.fragment) })
    known.move(to: RelativeAddress.folder(of: page.address))
    for address in addresses.addresses {
      let target = known.target(of: address) { self.target(of: address, on: page) }
      guard let target else { continue }
      let path = target.path.isEmpty ? page.address : target.path
      if let other = target.path.isEmpty ? index : target.page {
        guard let fragment = target.fragment,
          !written.contains(Anchor(page: other, fragment: fragment))
        else { continue }
        findings.anchorLinks.append(
          AnchorLink(
            page: other, fragment: fragment, written: address, place: TextPlace(page: page)))
      } else if !siteFiles.contains(path), !carried.contains(path) {
        findings.diagnostics.append(
          Diagnostic(
            .error, at: SourceLocation(file: page.source),
            "The page shows a link to “\(address)”, and the site has no such file.",
            remedy: nearest(to: path).map { "Did the template mean “\($0)”?" }
              ?? "Correct the template that writes it.", rule: .brokenLink))
      }
    }
    checkSecrets(body, of: page, &findings)
  }

  private struct Anchor: Hashable {
    let page: Int
    let fragment: String
  }

  private func checkIDs(_ ids: [String], of page: Page, _ findings: inout PageFindings) {
    var seen: Set<String> = []
    var reported: Set<String> = []
    for id in ids where !seen.insert(id).inserted && reported.insert(id).inserted {
      findings.diagnostics.append(
        Diagnostic(
          .error, at: SourceLocation(file: page.source),
          "The id “\(id)” is on the page “\(page.address)” twice, so no link can tell them apart.",
          remedy: "Rename one of them; ids of templates hold a full stop.", rule: .duplicateID))
    }
    findings.anchors = seen
  }

  /// `nil` for an address elsewhere.
  private func target(of address: String, on page: Page) -> KnownTargets.Target? {
    guard AddressPolicy.kind(of: address) == .local else { return nil }
    var path = address.prefix { $0 != "#" && $0 != "?" }
    let mark = address.firstIndex(of: "#")
    let fragment = mark.map { String(address[address.index(after: $0)...]) } ?? ""
    if path.hasSuffix("index.html") || path.isEmpty {
    } else if path.hasSuffix("/") {
      path += "index.html"
    }
    let decoded = RelativeAddress.percentDecoded(String(path)) ?? String(path)
    let found =
      decoded.isEmpty
      ? "" : RelativeAddress.resolve(decoded, in: RelativeAddress.folder(of: page.address))
    let isAnchor = !fragment.isEmpty && fragment != "top" && !fragment.hasPrefix(":~:")
    return KnownTargets.Target(
      path: found ?? decoded, page: map.page(at: found ?? decoded),
      fragment: isAnchor ? RelativeAddress.percentDecoded(fragment) ?? fragment : nil)
  }

  private func nearest(to path: String) -> String? {
    (map.pages.map(\.address) + siteFiles.sorted()).nearest(to: path)
  }

  private func checkSecrets(_ body: [UInt8], of page: Page, _ findings: inout PageFindings) {
    for leak in gate.leaks(in: body) where !isKnown(page) {
      findings.diagnostics.append(leak.diagnostic(at: SourceLocation(file: page.source)))
    }
  }

  private func isKnown(_ page: Page) -> Bool {
    if case .lab(let lab) = page.content {
      return leaking.contains { $0.hasPrefix("\(lab.folder)/") }
    }
    return leaking.contains(page.source)
  }
}

/// What addresses mean on the pages of one folder: those of the navigation are on all of them.
struct KnownTargets {
  struct Target {
    /// From the site's root, without `.` and `..`; empty for the page itself.
    let path: String

    /// Into ``SiteMap/pages``; `nil` when the path leads to no page.
    let page: Int?
    let fragment: String?
  }

  private var folder = ""
  private var targets: [String: Target?] = [:]

  /// Forgets what is known of another folder.
  mutating func move(to folder: String) {
    guard folder != self.folder || targets.count > 4096 else { return }
    self.folder = folder
    targets.removeAll(keepingCapacity: true)
  }

  mutating func target(of address: String, find: () -> Target?) -> Target? {
    if let known = targets[address] { return known }
    let target = find()
    targets[address] = .some(target)
    return target
  }
}

extension TextPlace {
  /// The whole of what a page is made of.
  fileprivate init(page: Page) {
    self.init(file: page.source, markdown: Markdown(""), line: 0, column: 0)
  }
}
