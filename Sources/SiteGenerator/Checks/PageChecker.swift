import CourseModel
import Incremental

/// Looks at a page as it will be published: whether all that it leads to will be there, whether each
/// id is there once, and that nothing secret shows.
///
/// What authors link to is resolved, and reported, while their text is rendered; here the templates
/// are checked, and what came of both.
final class PageChecker: Sendable {
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
    var leads: [Lead] = []
    known.move(to: RelativeAddress.folder(of: page.address))
    document.withUnsafeBufferPointer { html in
      PageAddresses(html: html).forEach { kind, value in
        let fingerprint = Fingerprint(of: UnsafeRawBufferPointer(value))
        if kind == .id { return known.ids.add(fingerprint, value) }
        if let anchor = Self.ownAnchor(value) {
          let text = String(decoding: value, as: UTF8.self)
          return leads.append(Lead(address: fingerprint, written: text, anchor: anchor))
        }
        let target = known.target(of: fingerprint) {
          self.target(of: String(decoding: value, as: UTF8.self), on: page)
        }
        guard let target else { return }
        let text = String(decoding: value, as: UTF8.self)
        leads.append(Lead(address: fingerprint, written: text, target: target))
      }
    }
    let repeated = known.ids.repeated
    findings.ids = known.ids.take()
    findings.anchors = []
    report(repeated, of: page, &findings)
    check(leads, of: index, &findings)
    checkSecrets(body, of: page, &findings)
  }

  /// An address that has to be looked at on each page anew.
  private struct Lead {
    let address: Fingerprint
    let written: String

    /// Of the id on the page itself that it names, where it names nothing else.
    var anchor: Fingerprint?

    /// `nil` for such an anchor.
    var target: KnownTargets.Target?
  }

  /// Of `#name`, as most addresses on a page are: which id has to be there. What is written with
  /// escapes, and what browsers know without an id, is for ``target(of:on:)``.
  private static func ownAnchor(_ value: UnsafeBufferPointer<UInt8>) -> Fingerprint? {
    guard value.count > 1, value[0] == UInt8(ascii: "#"), value[1] != UInt8(ascii: ":"),
      value.count != 4, value.place(of: UInt8(ascii: "%"), from: 0) == nil
    else { return nil }
    return Fingerprint(of: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(value)[1...]))
  }

  private func check(_ leads: [Lead], of index: Int, _ findings: inout PageFindings) {
    let page = map.pages[index]
    var seen: Set<Fingerprint> = []
    lazy var carried = Set(findings.files.map(LinkResolver.address))
    lazy var written = Set(
      findings.anchorLinks.map { Anchor(page: $0.page, fragment: $0.fragment) })
    for lead in leads {
      if let anchor = lead.anchor, findings.ids.contains(anchor) { continue }
      guard seen.insert(lead.address).inserted,
        let target = lead.target ?? self.target(of: lead.written, on: page)
      else { continue }
      if let other = target.path.isEmpty ? index : target.page {
        guard let fragment = target.fragment,
          other != index || !findings.ids.contains(Fingerprint(of: fragment)),
          !written.contains(Anchor(page: other, fragment: fragment))
        else { continue }
        findings.anchorLinks.append(
          AnchorLink(
            page: other, fragment: fragment, written: lead.written,
            place: TextPlace(page: page)))
      } else if !carried.contains(target.path) {
        findings.diagnostics.append(
          Diagnostic(
            .error, at: SourceLocation(file: page.source),
            "The page shows a link to “\(lead.written)”, and the site has no such file.",
            remedy: nearest(to: target.path).map { "Did the template mean “\($0)”?" }
              ?? "Correct the template that writes it.", rule: .brokenLink))
      }
    }
  }

  private struct Anchor: Hashable {
    let page: Int
    let fragment: String
  }

  private func report(_ ids: Set<String>, of page: Page, _ findings: inout PageFindings) {
    for id in ids {
      findings.diagnostics.append(
        Diagnostic(
          .error, at: SourceLocation(file: page.source),
          "The id “\(id)” is on the page “\(page.address)” twice, so no link can tell them apart.",
          remedy: "Rename one of them; ids of templates hold a full stop.", rule: .duplicateID))
    }
  }

  /// `nil` for an address elsewhere.
  private func target(of address: String, on page: Page) -> KnownTargets.Target? {
    guard AddressPolicy.kind(of: address) == .local else { return nil }
    let bytes = address.utf8
    var path = String(Substring(bytes.prefix { $0 != 0x23 && $0 != 0x3F }))
    let fragment =
      bytes.firstIndex(of: 0x23).map { String(address[bytes.index(after: $0)...]) } ?? ""
    if path.utf8.last == UInt8(ascii: "/") { path += "index.html" }
    let decoded = RelativeAddress.percentDecoded(path) ?? path
    let found =
      decoded.isEmpty
      ? "" : RelativeAddress.resolve(decoded, in: RelativeAddress.folder(of: page.address))
    let isAnchor = !fragment.isEmpty && fragment != "top" && !fragment.hasPrefix(":~:")
    let target = found ?? decoded
    let other = map.page(at: target)
    return KnownTargets.Target(
      path: target, page: other,
      fragment: isAnchor ? RelativeAddress.percentDecoded(fragment) ?? fragment : nil,
      isSound: !isAnchor && (target.isEmpty || other != nil || siteFiles.contains(target))
        || other == nil && siteFiles.contains(target))
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

    /// Whether it is there, whichever page asks.
    let isSound: Bool
  }

  /// Of the page that is looked at.
  var ids = FoundIDs()

  private var folder = ""

  /// By address, into ``targets``; ``nothing`` for what needs no look on any page.
  private var numbers: [Fingerprint: Int32] = [:]
  private var targets: [Target] = []

  private static let nothing: Int32 = -1

  /// Forgets what is known of another folder.
  mutating func move(to folder: String) {
    guard folder != self.folder || numbers.count > 4096 else { return }
    self.folder = folder
    numbers.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
  }

  /// `nil` for an address elsewhere, and for one that is sound. `address` is that of the address' bytes.
  mutating func target(of address: Fingerprint, find: () -> Target?) -> Target? {
    if let known = numbers[address] { return known == Self.nothing ? nil : targets[Int(known)] }
    guard let target = find(), !target.isSound else {
      numbers[address] = Self.nothing
      return nil
    }
    numbers[address] = Int32(targets.count)
    targets.append(target)
    return target
  }
}

extension TextPlace {
  /// The whole of what a page is made of.
  fileprivate init(page: Page) {
    self.init(file: page.source, markdown: Markdown(""), line: 0, column: 0)
  }
}
