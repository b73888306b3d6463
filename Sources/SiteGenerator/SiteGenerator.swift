public import CourseModel
import Foundation
import Incremental

/// Makes a site of a course.
public struct SiteGenerator: Sendable {
  private let theme: Theme
  private let workers: Workers

  /// `workers` threads render at once. The pages do not depend on how many there are.
  public init(theme: Theme, workers: Int = 2) {
    self.theme = theme
    self.workers = Workers(workers)
  }

  /// Renders `course` and puts the site at `folder`. An error of the author among the diagnostics
  /// leaves `folder` as it was.
  ///
  /// - Parameters:
  ///   - courseRoot: The folder that holds content/ and labs/; pictures and other files that pages
  ///     link to are read from there.
  ///   - folder: Made when it is not there. `nil` renders and checks, and writes nothing.
  ///   - history: Tells when files were changed last.
  ///   - diagnostics: What is known to be wrong already. An error among them stops the publication.
  /// - Throws: `LabsError` when the disk cannot be written, or `folder` holds something else, or
  ///   the course's `baseURL` is no address.
  public func generate(
    _ course: Course, courseRoot: String, into folder: String?,
    includesDrafts: Bool = false, history: GitHistory = .unknown, diagnostics: [Diagnostic] = []
  ) throws -> BuildReport {
    let start = ContinuousClock.now
    let map = SiteMap(course, includesDrafts: includesDrafts)
    let files = CourseFiles(root: courseRoot)
    let extras = SiteExtras(
      map: map, baseURL: try course.baseURL.map(BaseURL.init), history: history)
    let writer = PageBodyWriter(
      map: map, theme: theme,
      resolver: LinkResolver(map: map, files: files, forge: extras.forge))
    let shell = PageShell(theme: theme, extras: extras)
    let checker = PageChecker(
      map: map, siteFiles: extras.addresses(theme: theme), known: diagnostics)
    let staging = try folder.map(StagingFolder.init)

    do {
      let rendered = try workers.results(map.pages.count) { index in
        try render(index, writer, shell, checker, staging)
      }
      let documents = rendered.map(\.document)
      let findings = rendered.map(\.findings)
      let carried = Set(findings.flatMap(\.files))
      let all = Self.sorted(
        diagnostics + leaks(in: carried, of: course, files) + theme.diagnostics + map.diagnostics
          + extras.redirects.diagnostics
          + findings.flatMap(\.diagnostics)
          + LinkChecker(map: map, findings: findings).diagnostics())
      let isSound = !all.contains { $0.severity == .error }
      if isSound, let staging {
        try copy(carried, files, staging)
        try writeAssets(shell, extras, staging)
        let index = SearchIndex(
          layout: SearchLayout(addresses: map.pages.map(\.address)), language: course.language)
        for file in try index.files(documents, workers: workers.count) {
          try staging.write(file.bytes, to: file.address)
        }
        // A file of the course's own comes first.
        let taken = Set(carried.map(LinkResolver.address) + theme.rootFiles.map(\.address))
        for file in extras.files(descriptions: findings.map(\.description), theme: theme)
        where !taken.contains(file.address) {
          try staging.write(file.bytes, to: file.address)
        }
        try staging.publish()
      } else {
        staging?.discard()
      }
      return BuildReport(
        pages: map.pages.count, bytes: staging?.byteCount ?? 0, diagnostics: all,
        remarks: extras.remarks, duration: .now - start, isPublished: isSound && staging != nil)
    } catch {
      staging?.discard()
      throw error
    }
  }

  private func render(
    _ index: Int, _ writer: PageBodyWriter, _ shell: PageShell, _ checker: PageChecker,
    _ staging: StagingFolder?
  ) throws -> (findings: PageFindings, document: SearchDocument) {
    let page = writer.map.pages[index]
    var body = writer.body(of: index)
    let description = page.description.isEmpty ? Self.shortened(body.opening) : page.description
    body.findings.description = description
    var values = shell.frame(for: index, description: description)
    values.set(.lead, text: page.description)
    values[.body] = body.html
    values[.contents] = PageContents.html(body.contents)
    if let title = body.title {
      values[.heading] = title.html
      values.set(.headingID, text: title.id)
    }
    let whole = shell.document(values, page: index, root: page.root)
    checker.check(whole, body: values[.body], of: index, findings: &body.findings)
    try staging?.write(whole, to: page.address)
    var reader = SearchReader(language: writer.map.course.language)
    let (document, file) = reader.read(writer.map.searchHeading(of: index), html: body.html)
    try staging?.write(file, to: SearchLayout.address(ofPage: index))
    return (body.findings, document)
  }

  private func leaks(in paths: Set<String>, of course: Course, _ files: CourseFiles)
    -> [Diagnostic]
  {
    let checker = CarriedFileChecker(course: course)
    return paths.flatMap { path in
      let data = FileManager.default.contents(atPath: files.absolutePath(of: path))
      return checker.diagnostics(of: Array(data ?? Data()), at: path)
    }
  }

  private func copy(_ paths: Set<String>, _ files: CourseFiles, _ staging: StagingFolder) throws {
    for path in paths.sorted() {
      guard let data = FileManager.default.contents(atPath: files.absolutePath(of: path)) else {
        throw LabsError(
          .environmentNotReady, "Cannot read “\(path)”.", hint: "Check the file's permissions.")
      }
      try staging.write(Array(data), to: LinkResolver.address(ofFile: path))
    }
  }

  private func writeAssets(
    _ shell: PageShell, _ extras: SiteExtras, _ staging: StagingFolder
  ) throws {
    for asset in theme.assets + theme.rootFiles {
      try staging.write(asset.bytes, to: asset.address)
    }
    // The page for a wrong address is shown at any depth, so its links begin at the host's root.
    let root = "\(extras.baseURL?.path ?? "")/"
    var values = PageValues()
    values.set(.documentTitle, text: "Not found · \(extras.map.course.title)")
    values.set(.kind, text: "website")
    values.set(.heading, text: "There is no such page")
    values[.body] = Array(theme.render("not-found", ["root": root]).utf8)
    try staging.write(shell.document(values, page: nil, root: root), to: "404.html")
  }

  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    Set(diagnostics).sorted()
  }

  /// For a search engine's excerpt: 160 characters at most, cut between words.
  private static func shortened(_ text: String) -> String {
    guard text.count > 160 else { return text }
    let cut = text.prefix(159)
    return "\(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])…"
  }
}
