import CourseModel
import Incremental

/// What a build knows of one page: what the last one knew, or what rendering it gave.
struct PageOutcome: Sendable {
  let record: PageRecord

  /// `nil` for a page that stays as it is.
  var findings: PageFindings?

  /// What rendering it asked for.
  var lookups: Set<String> = []

  var isKept: Bool { findings == nil }
}

/// The links between pages when some are rendered and some are kept.
struct PageLinks {
  let map: SiteMap
  let outcomes: [PageOutcome]

  /// What the last build knew.
  let memory: SiteMemory

  /// Kept pages that have to be rendered to tell what is wrong: a link from there, or to there,
  /// leads to no id. Between two kept pages all links are good.
  func suspects() throws -> Set<Int> {
    let kept = outcomes.indices.filter { outcomes[$0].isKept }
    guard kept.count < outcomes.count else { return [] }
    var suspects: Set<Int> = []
    var anchors: [Int: Set<Fingerprint>] = [:]
    var removed: Set<PageRecord.Link> = []
    for (page, outcome) in outcomes.enumerated() {
      guard let findings = outcome.findings else { continue }
      for link in findings.anchorLinks where outcomes[link.page].isKept {
        let ids = try anchors[link.page] ?? outcomes[link.page].record.details().anchors
        anchors[link.page] = ids
        if !ids.contains(Fingerprint(of: link.fragment)) { suspects.insert(link.page) }
      }
      let address = map.pages[page].address
      let known = try memory.pages[address]?.details().anchors ?? []
      for anchor in known.subtracting(try outcome.record.details().anchors) {
        removed.insert(PageRecord.Link(page: Fingerprint(of: address), fragment: anchor))
      }
    }
    guard !removed.isEmpty else { return suspects }
    for page in kept where try !removed.isDisjoint(with: outcomes[page].record.details().links) {
      suspects.insert(page)
    }
    return suspects
  }

  /// Once there are no more ``suspects()``.
  func diagnostics() -> [Diagnostic] {
    let findings = outcomes.map { outcome in
      guard var findings = outcome.findings else { return PageFindings() }
      findings.anchorLinks.removeAll { outcomes[$0.page].isKept }
      return findings
    }
    return LinkChecker(map: map, findings: findings).diagnostics()
  }
}
