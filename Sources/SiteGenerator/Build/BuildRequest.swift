public import CourseModel
public import Incremental

/// What to make a site of, and where.
public struct BuildRequest: Sendable {
  public var course: Course

  /// The folder that holds content/ and labs/; pictures and other files that pages link to are
  /// read from there.
  public var courseRoot: String

  /// Made when it is not there. `nil` renders and checks, and writes nothing.
  public var folder: String?

  public var includesDrafts = false

  /// Tells when files were changed last.
  public var history = GitHistory.unknown

  /// Whether warnings stop the publication as errors do.
  public var isStrict = false

  /// What is known to be wrong already. An error among them stops the publication.
  public var diagnostics: [Diagnostic] = []

  /// What the instructor should know besides, and what is no mistake.
  public var remarks: [String] = []

  /// The text of a note that does not hold it.
  public var text: @Sendable (Note) throws -> Markdown = { $0.body }

  /// Where the site before this one may stay, on the same disk, for the next one to be made of: only
  /// what changed has to be done to it. Nobody else may use the folder; it can be deleted any time.
  public var spareFolder: String?

  /// How the files of the site lie in ``folder``, where somebody looks at that already.
  public var site: Meanwhile<[String: FileStamp]>?

  /// Whether the site's files may be replaced one by one, for a server that shows them, instead of
  /// the whole folder at once.
  public var replacesFiles = false

  /// When the look at the course began, in nanoseconds since 1970: what is younger may yet change.
  public var moment = FileStamp.now()

  public init(course: Course, courseRoot: String, folder: String?) {
    self.course = course
    self.courseRoot = courseRoot
    self.folder = folder
  }
}
