import CourseModel
import Incremental

/// Compares the links to anchors with the anchors that the rendered pages really have.
struct LinkChecker {
  let map: SiteMap

  /// By page, in the order of ``SiteMap/pages``.
  let findings: [PageFindings]

  func diagnostics() -> [Diagnostic] {
    findings.flatMap(\.anchorLinks).compactMap { link in
      let ids = findings[link.page].ids
      guard !ids.contains(Fingerprint(of: link.fragment)) else { return nil }
      return Diagnostic(
        .error, at: link.place.location,
        "“\(link.written)” leads to no heading of “\(map.pages[link.page].source)”.",
        remedy: remedy(for: link, among: ids.names), rule: .brokenAnchor)
    }
  }

  private func remedy(for link: AnchorLink, among ids: [String]) -> String {
    let headings = ids.filter { !$0.contains(".") }.sorted()
    // Steps share their lab's page: what an author writes does not hold the step's name.
    let prefix =
      link.fragment.lowercased().hasSuffix(fragment(link.written).lowercased())
      ? link.fragment.dropLast(fragment(link.written).count) : ""
    let near = headings.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .nearest(to: fragment(link.written))
    return near.map { "The nearest heading is “#\($0)”." }
      ?? "Link to a heading that is there, or to the page alone."
  }

  private func fragment(_ written: String) -> String {
    written.firstIndex(of: "#").map { String(written[written.index(after: $0)...]) } ?? ""
  }
}
