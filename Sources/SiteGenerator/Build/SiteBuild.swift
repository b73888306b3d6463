import CourseModel
import Incremental

/// One build: renders what is not as it should be, checks the whole, and publishes it.
struct SiteBuild {
  let request: BuildRequest
  let theme: Theme
  let workers: Workers
  var memory: SiteMemory

  let map: SiteMap
  let extras: SiteExtras
  let files: CourseFiles
  let writer: PageBodyWriter
  let shell: PageShell
  let checker: PageChecker
  let search: SearchIndex

  /// Of what every page depends on, and of what is around the texts.
  let key: Fingerprint
  let outline: Fingerprint

  /// What pages asked for before and would be told now, where that differs.
  let newAnswers: [String: Fingerprint]

  /// Throws when the course's `baseURL` is no address.
  init(_ request: BuildRequest, theme: Theme, workers: Workers, memory: SiteMemory) throws {
    self.request = request
    self.theme = theme
    self.workers = workers
    self.memory = memory
    let course = request.course
    map = SiteMap(course, includesDrafts: request.includesDrafts)
    extras = SiteExtras(
      map: map, baseURL: try course.baseURL.map(BaseURL.init), history: request.history,
      theme: theme)
    files = CourseFiles(root: request.courseRoot, moment: request.moment)
    let resolver = LinkResolver(map: map, files: files, forge: extras.forge)
    writer = PageBodyWriter(
      map: map, theme: theme, resolver: resolver, listing: SectionListing(theme: theme),
      text: request.text)
    shell = PageShell(theme: theme, extras: extras)
    let siteFiles = extras.addresses(theme: theme)
    checker = PageChecker(map: map, siteFiles: siteFiles, known: request.diagnostics)
    search = SearchIndex(
      layout: SearchLayout(addresses: map.pages.map(\.address)), language: course.language)
    var key = shell.fingerprint
    for text in siteFiles.sorted() + course.notSecret.sorted() { key.add(text) }
    self.key = key
    outline = extras.outline
    newAnswers = memory.answers.reduce(into: [:]) { news, known in
      let answer = resolver.answer(for: known.key)
      if answer != known.value { news[known.key] = answer }
    }
  }

  /// The report, and what the next build is to remember.
  func run() throws -> (report: BuildReport, memory: SiteMemory) {
    let start = ContinuousClock.now
    let site = publishedFiles()
    let staging = try request.folder.map {
      try StagingFolder(for: $0, spare: request.spareFolder)
    }
    do {
      let pages = try pages(site, staging)
      let leaks = carriedLeaks(pages)
      let diagnostics = try diagnostics(pages, leaks)
      let isSound = !diagnostics.contains { request.isStrict || $0.severity == .error }
      var next = memory
      if isSound, let staging {
        next = try publish(pages, staging, over: site)
        next.leaks = leaks
      } else {
        staging?.discard(workers: workers)
      }
      let rendered = pages.indices.filter { !pages[$0].isKept }
      let report = BuildReport(
        pages: map.pages.count, rendered: rendered.map { map.pages[$0].address },
        bytes: isSound && staging != nil ? next.site.values.reduce(0) { $0 + Int($1.size) } : 0,
        diagnostics: diagnostics, remarks: request.remarks + extras.remarks, duration: .now - start,
        isSound: isSound, isPublished: isSound && staging != nil)
      return (report, next)
    } catch {
      staging?.discard(workers: workers)
      throw error
    }
  }

  private func publishedFiles() -> PublishedFiles {
    guard let folder = request.folder, !memory.site.isEmpty else { return PublishedFiles() }
    let present = request.site?.value ?? FolderTree(folder, hidden: true, workers: workers).files
    return PublishedFiles(present, left: memory.site)
  }

  /// All pages as the last build left them; `nil` when it did not know them all.
  var knownPages: [PageRecord]? {
    let known = map.pages.indices.compactMap { memory.pages[map.pages[$0].address] }
    return known.count == map.pages.count ? known : nil
  }

  private func diagnostics(
    _ pages: [PageOutcome], _ leaks: [String: CarriedLeaks]
  ) throws -> [Diagnostic] {
    let records = pages.map(\.record)
    let all =
      try diagnosticsBesidePages(records, leaks) + records.flatMap(\.diagnostics)
      + PageLinks(map: map, outcomes: pages, memory: memory).diagnostics()
    return Set(all).sorted()
  }

  /// What is wrong with all else.
  func diagnosticsBesidePages(
    _ pages: [PageRecord], _ leaks: [String: CarriedLeaks]
  ) throws -> [Diagnostic] {
    try request.diagnostics + theme.diagnostics + map.diagnostics + extras.redirects.diagnostics
      + extras.redirects.diagnostics(carrying: Set(leaks.keys))
      + notFoundDiagnostics(pages, carried: Set(leaks.keys))
      + leaks.values.flatMap(\.diagnostics)
  }

  /// What may not be published of the files that pages carry along, by their paths.
  private func carriedLeaks(_ pages: [PageOutcome]) -> [String: CarriedLeaks] {
    let checker = CarriedFileChecker(course: map.course)
    return Set(pages.flatMap(\.record.files)).reduce(into: [:]) { leaks, path in
      let stamp = files.stamp(of: path)
      if memory.key == key, let known = memory.leaks[path], known.stamp == stamp {
        leaks[path] = known
        return
      }
      let bytes = fileBytes(of: files.absolutePath(of: path)) ?? []
      leaks[path] = CarriedLeaks(
        stamp: stamp, diagnostics: checker.diagnostics(of: bytes, at: path))
    }
  }
}
