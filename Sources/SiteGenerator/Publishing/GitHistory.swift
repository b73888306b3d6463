/// On which day each file of a course was changed last, as its git repository tells.
///
/// A file's day is that of the newest commit that touched it, in the time zone of the commit's
/// author. Renaming a file touches it. What is not committed does not count, and where the clone
/// does not reach back far enough, nothing is guessed.
public struct GitHistory: Sendable, Hashable {
  /// `YYYY-MM-DD` by the file's path in the course.
  let days: [String: String]

  /// The course's folder in the repository: empty, or `courses/week6`.
  let prefix: String

  /// Why some files have no day, and what to do about it; `nil` when git told all that it knows.
  let remark: String?

  /// Nothing is known, and nothing needs to be said.
  public static let unknown = GitHistory(days: [:])

  init(days: [String: String], prefix: String = "", remark: String? = nil) {
    self.days = days
    self.prefix = prefix
    self.remark = remark
  }

  /// Another value means another history; `nil` when there is none, or only git itself can tell.
  public static func stamp(of root: String) -> String? {
    GitRepository(holding: root)?.stamp
  }

  /// Whether the course in `root` lies in a repository at all.
  public static func isKept(of root: String) -> Bool { GitRepository(holding: root) != nil }

  /// Asks git once for the whole course in `root`. Costs a walk through all commits.
  public init(of root: String) {
    guard let repository = GitRepository(holding: root) else {
      self.init("the course is in no git repository", next: "Put it into one: git init")
      return
    }
    guard let git = GitProgram() else {
      self.init("git is not on the PATH", next: "Install git", repository)
      return
    }
    let answer = git.log(of: root)
    guard answer.status == 0 else {
      self.init(refused: answer.errors, repository)
      return
    }
    let boundary = repository.boundary
    self.init(
      days: Self.days(answer.output, boundary: boundary), prefix: repository.prefix,
      remark: boundary.isEmpty
        ? nil
        : Self.remark(
          "the clone is shallow, and begins after they were changed last",
          next: "Get the whole history: git fetch --unshallow"))
  }

  private init(_ reason: String, next: String, _ repository: GitRepository? = nil) {
    self.init(
      days: [:], prefix: repository?.prefix ?? "", remark: Self.remark(reason, next: next))
  }

  private init(refused errors: String, _ repository: GitRepository) {
    let folder = repository.workTree
    if errors.contains("does not have any commits") {
      self.init("nothing is committed yet", next: "Commit the course", repository)
    } else if errors.contains("dubious ownership") {
      self.init(
        "git does not trust “\(folder)”, which belongs to somebody else",
        next: "If you do: git config --global --add safe.directory \(folder)", repository)
    } else {
      let words = errors.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      self.init("git could not read the history\(words)", next: "Try: git log", repository)
    }
  }

  private static func remark(_ reason: String, next: String) -> String {
    "Pages show no day of their last change where git does not know it: \(reason). \(next)."
  }

  /// Reads what ``GitProgram/log(of:)`` printed: for each commit, the newest first, a field with
  /// byte 1, its id and its day, then a field for each file; every field ends with a zero byte.
  static func days(_ log: [UInt8], boundary: Set<String>) -> [String: String] {
    var days: [String: String] = [:]
    var day: String?
    for field in log.split(separator: 0) {
      if field.first == 1 {
        let parts = field.dropFirst().split(separator: UInt8(ascii: " "))
        let id = String(decoding: parts.first ?? [], as: UTF8.self)
        day = boundary.contains(id) ? nil : String(decoding: parts.last ?? [], as: UTF8.self)
      } else {
        let isFirst = field.first == UInt8(ascii: "\n")
        let path = String(decoding: isFirst ? field.dropFirst() : field, as: UTF8.self)
        if let day, days[path] == nil { days[path] = day }
      }
    }
    return days
  }
}
