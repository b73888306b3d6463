import CourseLoader
import CourseModel
import Incremental
import SiteGenerator

/// What there is to build, as one look at the files' stamps shows it.
struct Look {
  let loader: CourseLoader
  private let project: Project
  private let drafts: Bool
  private let isStrict: Bool
  private let destination: Destination
  private let theme: Theme
  private let tree: FolderTree

  /// How the site's files lie in its folder; `nil` for a build that writes nothing.
  private let site: Meanwhile<[String: FileStamp]>?

  /// Of the git history, empty when there is none; `nil` when only git can tell.
  private let historyStamp: String?
  private let shellCheck = UnquotedVariables.program
  private let workers = Workers()

  init(at project: Project, drafts: Bool, isStrict: Bool = false, for destination: Destination) {
    self.project = project
    self.drafts = drafts
    self.isStrict = isStrict
    self.destination = destination
    site = destination.folder.map { folder in
      Meanwhile { FolderTree(folder, hidden: true, workers: Workers(1)).files }
    }
    loader = CourseLoader(root: project.root)
    var tree = loader.tree(workers: workers)
    tree.settle()
    self.tree = tree
    // A theme of the course's own replaces the one that labs came with, file by file.
    theme = Theme(folders: [project.root + "/Site", project.home + "/Site"])
    historyStamp =
      GitHistory.stamp(of: project.root) ?? (GitHistory.isKept(of: project.root) ? nil : "")
  }

  /// Builds what changed, and remembers it in `content`.
  func build(_ content: inout BuildCache.Content) throws -> BuildReport {
    try retrying(&content) { generator, request, content in
      try generator.generate(request, memory: &content.memory)
    }
  }

  /// The same for a process that goes on: it gives what edits can be made with.
  func session(
    _ content: inout BuildCache.Content
  ) throws -> (report: BuildReport, session: SiteSession) {
    try retrying(&content) { generator, request, content in
      let built = try generator.session(request, memory: content.memory)
      content.memory = built.session.memory
      return built
    }
  }

  /// When a note changes between the look and its reading, looks again; when what the last build left
  /// is damaged, does without.
  private func retrying<Result>(
    _ content: inout BuildCache.Content,
    _ build: (SiteGenerator, BuildRequest, inout BuildCache.Content) throws -> Result
  ) throws -> Result {
    for attempt in 0..<3 {
      do {
        let look =
          attempt == 0
          ? self : Look(at: project, drafts: drafts, isStrict: isStrict, for: destination)
        let request = try look.request(&content)
        return try build(SiteGenerator(theme: look.theme), request, &content)
      } catch is CourseChanged {
        continue
      } catch is RecordReader.Damaged {
        content = BuildCache.Content()
      }
    }
    throw LabsError(
      .environmentNotReady, "The course changes while it is built.",
      hint: "Try again when nothing writes to it.")
  }

  private func request(_ content: inout BuildCache.Content) throws -> BuildRequest {
    let loaded = try loader.load(reusing: content.shelf, in: tree, workers: workers)
    content.shelf = loaded.shelf.withoutTexts
    if content.history == nil || content.historyStamp == nil || content.historyStamp != historyStamp
    {
      content.history = GitHistory(of: project.root)
      content.historyStamp = historyStamp
    }
    var request = request(loaded, content.history ?? .unknown)
    request.diagnostics += content.unquoted.diagnostics(in: loaded.course.labs, root: project.root)
    if shellCheck == nil, !loaded.course.labs.isEmpty {
      request.remarks.append(
        "ShellCheck is not installed, so variables without quotes are not looked for in labs.")
    }
    return request
  }

  private func request(_ loaded: LoadedCourse, _ history: GitHistory) -> BuildRequest {
    let loader = loader
    var request = BuildRequest(
      course: destination.placed(loaded.course), courseRoot: project.root,
      folder: destination.folder)
    request.includesDrafts = drafts
    request.isStrict = isStrict
    request.history = history
    request.diagnostics = loaded.diagnostics
    request.site = site
    request.replacesFiles = destination.replacesFiles
    request.spareFolder = destination.folder.map { BuildCache.spareFolder(of: project, for: $0) }
    request.moment = tree.moment
    request.text = { try loader.text(of: $0) }
    return request
  }
}

// MARK: - Nothing to do

extension Look {
  /// The report of a build that has nothing to do; `nil` when there is something.
  func report(
    from summary: BuildCache.Summary, since start: ContinuousClock.Instant
  ) -> BuildReport? {
    guard !isStrict || summary.diagnostics.isEmpty, summary.setting == setting, historyStamp != nil,
      summary.sources == tree.fingerprint,
      tree.isSettled, let site, summary.site == Fingerprint(ofContents: site.value)
    else { return nil }
    return BuildReport(
      pages: summary.pages, rendered: [], bytes: summary.bytes, diagnostics: summary.diagnostics,
      remarks: summary.remarks, duration: .now - start, isSound: true,
      isPublished: true)
  }

  func summary(of report: BuildReport, _ memory: SiteMemory) -> BuildCache.Summary {
    BuildCache.Summary(
      setting: setting, sources: report.isPublished && tree.isSettled ? tree.fingerprint : nil,
      site: memory.siteFingerprint, pages: report.pages, bytes: report.bytes,
      diagnostics: report.diagnostics, remarks: report.remarks)
  }

  /// Of everything but the course's files.
  private var setting: Fingerprint {
    var setting = theme.fingerprint
    setting.add(project.root)
    setting.add(drafts ? 1 : 0)
    setting.add(destination.fingerprint)
    setting.add(historyStamp)
    setting.add(shellCheck)
    return setting
  }
}
