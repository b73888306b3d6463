import CourseModel
import Incremental

extension SiteBuild {
  /// Every page, kept or rendered.
  func pages(_ site: PublishedFiles, _ staging: StagingFolder?) throws -> [PageOutcome] {
    var outcomes = try keptPages(site)
    try render(map.pages.indices.filter { outcomes[$0] == nil }, &outcomes, staging)
    while true {
      let pages = outcomes.compactMap(\.self)
      let suspects = try PageLinks(map: map, outcomes: pages, memory: memory).suspects()
      if suspects.isEmpty { return pages }
      try render(suspects.sorted(), &outcomes, staging)
    }
  }

  /// For each page, what is known of it if it need not be rendered.
  private func keptPages(_ site: PublishedFiles) throws -> [PageOutcome?] {
    guard memory.key == key else { return [PageOutcome?](repeating: nil, count: map.pages.count) }
    let changed = Set(newAnswers.keys.map { Fingerprint(of: $0) })
    let isSameOutline = memory.outline == outline
    return try workers.results(map.pages.count) { index in
      let address = map.pages[index].address
      guard let record = memory.pages[address], site.isAsLeft(address),
        let number = isSameOutline ? index : memory.numbers[address],
        site.isAsLeft(SearchLayout.address(ofPage: number)),
        writer.source(of: index) == record.source,
        isSameOutline || shell.fingerprint(of: index) == record.frame,
        try changed.isEmpty || changed.isDisjoint(with: record.details().lookups)
      else { return nil }
      return PageOutcome(record: record)
    }
  }

  private func render(
    _ indices: [Int], _ outcomes: inout [PageOutcome?], _ staging: StagingFolder?
  ) throws {
    let language = map.course.language
    let rendered = try workers.results(
      indices.count, tools: { PageTools(language: language) }
    ) { tools, number in
      try render(indices[number], &tools, staging)
    }
    for (index, outcome) in zip(indices, rendered) { outcomes[index] = outcome }
  }

  /// With another `content` than the page's own when one is given.
  func render(
    _ index: Int, content: Page.Content? = nil, _ tools: inout PageTools,
    _ staging: StagingFolder?
  ) throws -> PageOutcome {
    let page = map.pages[index]
    let lookups = Lookups()
    var body = try writer.body(of: index, content: content, lookups: lookups)
    let description = page.description.isEmpty ? Self.shortened(body.opening) : page.description
    body.findings.description = description
    var values = shell.frame(for: index, description: page.description)
    let frame = shell.fingerprint(of: index, frame: values)
    values.set(.description, text: description)
    values.set(.lead, text: page.description)
    values[.body] = body.html
    values[.contents] = PageContents.html(body.contents)
    if let title = body.title {
      values[.heading] = title.html
      values.set(.headingID, text: title.id)
    }
    let whole = shell.document(values, page: index, root: page.root)
    checker.check(whole, body: values[.body], of: index, findings: &body.findings, &tools.targets)
    let (document, searchFile) = tools.reader.read(map.searchHeading(of: index), html: body.html)
    if let staging {
      try staging.write(whole, to: page.address)
      try staging.write(searchFile, to: SearchLayout.address(ofPage: index))
    }
    return PageOutcome(
      record: record(
        source: writer.source(of: index, content: content), frame, body.findings, lookups.paths,
        document),
      findings: body.findings, lookups: lookups.paths)
  }

  private func record(
    source: Fingerprint?, _ frame: Fingerprint, _ findings: PageFindings, _ lookups: Set<String>,
    _ document: SearchDocument
  ) -> PageRecord {
    PageRecord(
      source: source ?? Fingerprint(), frame: frame,
      description: findings.description, files: findings.files.sorted(),
      diagnostics: findings.diagnostics,
      details: PageRecord.Details(
        lookups: Set(lookups.map { Fingerprint(of: $0) }),
        anchors: Set(findings.ids.fingerprints),
        links: findings.anchorLinks.map {
          PageRecord.Link(
            page: Fingerprint(of: map.pages[$0.page].address),
            fragment: Fingerprint(of: $0.fragment)
          )
        }), document: document)
  }

  /// For a search engine's excerpt: 160 characters at most, cut between words.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > 160, text.count > 160 else { return text }
    let cut = text.prefix(159)
    return "\(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])…"
  }
}

/// What one worker makes all its pages with.
struct PageTools: ~Copyable {
  var reader: SearchReader
  var targets = KnownTargets()

  init(language: String) { reader = SearchReader(language: language) }
}
