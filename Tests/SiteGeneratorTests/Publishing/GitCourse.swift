import Foundation

@testable import SiteGenerator

/// A folder with a git repository, made with the real git.
final class GitCourse {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "git-course-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to path: String) throws {
    let full = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: full, atomically: true, encoding: .utf8)
  }

  /// Commits everything at an author's moment such as `2026-01-01T23:30:00-0800`.
  func commit(at moment: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "Change", "--date", moment)
  }

  func git(_ arguments: String...) throws {
    let settings = ["user.name=A", "user.email=a@example.com", "init.defaultBranch=main"]
    let command = ["git"] + settings.flatMap { ["-c", $0] } + arguments
    try OtherProgram.run(command, in: folder)
  }

  func history(in prefix: String = "") -> GitHistory { GitHistory(of: "\(folder)/\(prefix)") }

  func stamp(in prefix: String = "") -> String? { GitHistory.stamp(of: "\(folder)/\(prefix)") }
}
