import CourseModel
import Incremental

extension SiteBuild {
  /// Puts the site into its place, of kept and of new files.
  func publish(
    _ pages: [PageOutcome], _ staging: StagingFolder, over site: [String: FileStamp]
  ) throws -> SiteMemory {
    var next = SiteMemory()
    next.key = key
    next.outline = outline
    for (number, page) in map.pages.enumerated() {
      next.pages[page.address] = pages[number].record
      next.numbers[page.address] = number
    }
    next.answers = answers(pages)
    for path in Set(pages.flatMap(\.record.files)).sorted() {
      let address = LinkResolver.address(ofFile: path)
      let stamp = files.stamp(of: path)
      next.files[address] = stamp
      if memory.files[address] == stamp, isIntact(address, in: site) { continue }
      try staging.write(content(of: path), to: address)
    }
    let index = try searchFiles(pages, site)
    for address in index.kept { next.files[address] = memory.files[address] }
    let descriptions = pages.map(\.record.description)
    for file in siteFiles(descriptions, carried: Set(next.files.keys)) + index.made {
      let content = Fingerprint(of: file.bytes)
      next.files[file.address] = content
      if memory.files[file.address] == content, isIntact(file.address, in: site) { continue }
      try staging.write(file.bytes, to: file.address)
    }
    try moveSearchPages(pages, staging)
    next.site = try put(staging, of: next, over: site)
    return next
  }

  /// How the site's files lie there now.
  private func put(
    _ staging: StagingFolder, of next: SiteMemory, over site: [String: FileStamp]
  ) throws -> [String: FileStamp] {
    guard let folder = request.folder else { return [:] }
    let written = staging.files
    let searchPages = Set(map.pages.indices.map(SearchLayout.address(ofPage:)))
    var left = site.filter {
      !written.contains($0.key)
        && (next.pages[$0.key] != nil || next.files[$0.key] != nil || searchPages.contains($0.key))
    }
    let gone = site.keys.filter {
      left[$0] == nil && !written.contains($0) && $0 != StagingFolder.marker
    }
    if written.isEmpty, gone.isEmpty, site[StagingFolder.marker] != nil {
      staging.discard()
      return site
    }
    if request.replacesFiles, site[StagingFolder.marker] != nil {
      try staging.merge(removing: gone)
    } else {
      try staging.publish(keeping: left, spare: request.spareFolder, workers: workers)
    }
    for file in staging.files.union([StagingFolder.marker]) {
      left[file] = FileStamp(of: "\(folder)/\(file)")
    }
    return left
  }

  /// For every path that a page asked for, what it was told.
  private func answers(_ pages: [PageOutcome]) -> [String: Fingerprint] {
    var answers = memory.answers.merging(newAnswers) { $1 }
    if memory.outline != outline || memory.key != key {
      let used = pages.reduce(into: Set()) { $0.formUnion($1.record.details.lookups) }
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

  /// Everything but the pages, the search index and the files of the course; where two have one
  /// address, the course's own comes first.
  func siteFiles(_ descriptions: [String], carried: Set<String>) -> [SiteFile] {
    let own = (theme.assets + theme.rootFiles).map { SiteFile($0.address, $0.bytes) }
    let taken = carried.union(theme.rootFiles.map(\.address))
    let ours =
      [SiteFile("404.html", notFound)] + extras.files(descriptions: descriptions, theme: theme)
    return own + ours.filter { !taken.contains($0.address) }
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
  func notFoundDiagnostics(_ pages: [PageRecord], carried: Set<String>) -> [Diagnostic] {
    guard !theme.rootFiles.contains(where: { $0.address == "404.html" }) else { return [] }
    let files = extras.addresses(theme: theme).union(carried.map(LinkResolver.address))
    let checker = NotFoundChecker(map: map, files: files, root: hostRoot) { page, id in
      pages[page].details.anchors.contains(Fingerprint(of: id))
    }
    return checker.diagnostics(of: notFound)
  }
}
