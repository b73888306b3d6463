public import CourseModel
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

  /// Renders what changed since `memory`, and puts the site into its folder. The site is the same
  /// as if there were no memory, byte for byte. An error of the author among the diagnostics leaves
  /// folder and memory as they were.
  ///
  /// - Throws: `LabsError` when the disk cannot be written, or the folder holds something else, or
  ///   the course's `baseURL` is no address.
  public func generate(_ request: BuildRequest, memory: inout SiteMemory) throws -> BuildReport {
    let build = try SiteBuild(request, theme: theme, workers: workers, memory: memory)
    let (report, next) = try build.run()
    memory = next
    leaveBehind(consume build)
    return report
  }

  /// The same for a process that goes on: it gives what edits can be made with.
  public func session(
    _ request: BuildRequest, memory: SiteMemory
  ) throws -> (report: BuildReport, session: SiteSession) {
    var build = try SiteBuild(request, theme: theme, workers: workers, memory: memory)
    let (report, next) = try build.run()
    build.memory = next
    return (report, try SiteSession(build, report))
  }

  /// The same for a whole course that is in memory, from nothing.
  public func generate(
    _ course: Course, courseRoot: String, into folder: String?,
    includesDrafts: Bool = false, history: GitHistory = .unknown, diagnostics: [Diagnostic] = []
  ) throws -> BuildReport {
    var request = BuildRequest(course: course, courseRoot: courseRoot, folder: folder)
    request.includesDrafts = includesDrafts
    request.history = history
    request.diagnostics = diagnostics
    var memory = SiteMemory()
    return try generate(request, memory: &memory)
  }
}
