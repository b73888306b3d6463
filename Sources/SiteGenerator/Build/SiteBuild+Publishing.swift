import CourseModel
import Incremental

extension SiteBuild {
  /// Puts the site into its place, of kept and of new files.
  func publish(
    _ pages: [PageOutcome], _ staging: StagingFolder, over site: PublishedFiles
  ) throws -> SiteMemory {
    var next = SiteMemory()
    next.key = key
    next.outline = outline
    for (number, page) in map.pages.enumerated() {
      next.pages[page.address] = pages[number].record
      next.numbers[page.address] = number
    }
    next.answers = try answers(pages)
    for path in Set(pages.flatMap(\.record.files)).sorted() {
      let address = LinkResolver.address(ofFile: path)
      let stamp = files.stamp(of: path)
      next.files[address] = stamp
      if memory.files[address] == stamp, site.isAsLeft(address) { continue }
      try staging.write(content(of: path), to: address)
    }
    let around = filesAround(pages, carried: Set(next.files.keys), site)
    let index = try searchFiles(pages, site)
    for address in around.kept + index.kept { next.files[address] = memory.files[address] }
    for file in around.made + index.made {
      let content = Fingerprint(of: file.bytes)
      next.files[file.address] = content
      if memory.files[file.address] == content, site.isAsLeft(file.address) { continue }
      try staging.write(file.bytes, to: file.address)
    }
    try moveSearchPages(pages, staging)
    next.site = try put(staging, of: next, over: site)
    return next
  }

  /// How the site's files lie there now.
  private func put(
    _ staging: StagingFolder, of next: SiteMemory, over site: PublishedFiles
  ) throws -> [String: FileStamp] {
    guard let folder = request.folder else { return [:] }
    let written = staging.stamps
    let marker = StagingFolder.marker
    var left = site.present
    var gone: [String] = []
    if !site.areAsLeft || !next.hasAddresses(of: memory) {
      let searchPages = Set(map.pages.indices.map(SearchLayout.address(ofPage:)))
      left = left.filter {
        next.pages[$0.key] != nil || next.files[$0.key] != nil || searchPages.contains($0.key)
      }
      gone = site.present.keys.filter {
        left[$0] == nil && written[$0] == nil && $0 != marker
      }
    }
    if written.isEmpty, gone.isEmpty, site.present[marker] != nil {
      staging.discard()
      return site.present
    }
    for file in written.keys { left[file] = nil }
    left[marker] = nil
    if request.replacesFiles, site.present[marker] != nil {
      try staging.merge(removing: gone)
    } else {
      try staging.publish(keeping: left, workers: workers)
    }
    // Moving a file changes its inode's time and nothing else.
    left.merge(staging.stamps) { $1 }
    left[marker] = FileStamp(of: "\(folder)/\(marker)")
    return left
  }

  /// For every path that a page asked for, what it was told.
  private func answers(_ pages: [PageOutcome]) throws -> [String: Fingerprint] {
    var answers = memory.answers.merging(newAnswers) { $1 }
    if !answers.isEmpty, memory.outline != outline || memory.key != key {
      let used = try pages.reduce(into: Set()) { $0.formUnion(try $1.record.details().lookups) }
      answers = answers.filter { used.contains(Fingerprint(of: $0.key)) }
    }
    for path in pages.flatMap(\.lookups) where answers[path] == nil {
      answers[path] = writer.resolver.answer(for: path)
    }
    return answers
  }

  private func content(of path: String) throws -> [UInt8] {
    guard let bytes = fileBytes(of: files.absolutePath(of: path)) else {
      throw LabsError(
        .environmentNotReady, "Cannot read “\(path)”.", hint: "Check the file's permissions.")
    }
    return bytes
  }

  /// What tells of all pages and what is around them, besides files of the course at the addresses in
  /// `carried`: what is made, and what stays.
  private func filesAround(
    _ pages: [PageOutcome], carried: Set<String>, _ site: PublishedFiles
  ) -> (made: [SiteFile], kept: [String]) {
    let own = (theme.assets + theme.rootFiles).map { SiteFile($0.address, $0.bytes) }
    let known = carried.union(own.map(\.address))
    let others = memory.files.keys.filter { !known.contains($0) && !SearchLayout.isPart($0) }
    if saysTheSame(pages), others.allSatisfy({ site.isAsLeft($0) }) { return (own, others) }
    return (own + describingFiles(pages.map(\.record.description), carried: carried), [])
  }

  /// Whether all pages are there that were, with the titles, descriptions and files that they had.
  private func saysTheSame(_ pages: [PageOutcome]) -> Bool {
    memory.key == key && memory.outline == outline
      && map.pages.indices.allSatisfy { number in
        guard !pages[number].isKept else { return true }
        let (new, old) = (pages[number].record, memory.pages[map.pages[number].address])
        return new.description == old?.description && new.files == old?.files
      }
  }

  /// Those that say what the pages are about, and stand in for pages; where two files have one
  /// address, the course's own comes first.
  func describingFiles(_ descriptions: [String], carried: Set<String>) -> [SiteFile] {
    let taken = carried.union(theme.rootFiles.map(\.address))
    let ours =
      [SiteFile("404.html", notFound)] + extras.files(descriptions: descriptions, theme: theme)
    return ours.filter { !taken.contains($0.address) }
  }

  /// Shown at any depth, so its links begin at the host's root.
  private var notFound: [UInt8] {
    let root = hostRoot
    var values = PageValues()
    values.set(.documentTitle, text: "Not found · \(map.course.title)")
    values.set(.kind, text: "website")
    values.set(.heading, text: "There is no such page")
    values[.body] = Array(theme.render("not-found", ["root": root]).utf8)
    return shell.document(values, page: nil, root: root)
  }

  private var hostRoot: String { "\(extras.baseURL?.path ?? "")/" }

  /// What is wrong with the page for wrong addresses, unless the course has its own.
  func notFoundDiagnostics(
    _ pages: [PageRecord], carried: Set<String>
  ) throws -> [Diagnostic] {
    guard !theme.rootFiles.contains(where: { $0.address == "404.html" }) else { return [] }
    let files = extras.addresses(theme: theme).union(carried.map(LinkResolver.address))
    let checker = NotFoundChecker(map: map, files: files, root: hostRoot) { page, id in
      try pages[page].details().anchors.contains(Fingerprint(of: id))
    }
    return try checker.diagnostics(of: notFound)
  }
}
