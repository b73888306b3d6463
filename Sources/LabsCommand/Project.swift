import CourseModel
import Foundation
import ProgressStore

/// Where everything of a course and of this installation is.
struct Project: Sendable {
  /// The folder that holds `content/`, `labs/` and `Site/`.
  let root: String

  /// The checkout of labs itself: `Sources/Emulator`, and the programs that `bin/labs` set up.
  let home: String

  /// - Parameter root: The course's folder; `nil` looks for one from the current folder upward,
  ///   and takes the one that labs came with when there is none.
  init(root: String?) throws {
    home = try Self.homeFolder()
    if let root {
      let path = Self.absolute(root)
      guard Self.isCourse(path) else {
        throw LabsError(
          .usage, "“\(root)” is not a course: it has neither content/course.yml nor labs/.",
          hint: "Give the folder that holds them with --root.")
      }
      self.root = path
    } else {
      self.root = Self.courseAbove(FileManager.default.currentDirectoryPath) ?? home
    }
    state = self.root + "/.labs"
  }

  /// The same course with a state of its own, which nothing of the course's own touches.
  func apart(in name: String) -> Project {
    var project = self
    project.state += "/\(name)"
    return project
  }

  /// Local state, never committed; folders 0700, files 0600.
  private(set) var state = ""

  var database: String { state + "/progress.sqlite" }
  var ledger: LedgerFolder { LedgerFolder(path: state + "/ledger") }
  var locks: String { state + "/locks" }
  var site: String { root + "/_site" }

  /// `path` as a person would write it: relative to the current folder when it is below it.
  func short(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private static func isCourse(_ path: String) -> Bool {
    let files = FileManager.default
    return files.fileExists(atPath: path + "/content/course.yml")
      || files.fileExists(atPath: path + "/labs")
  }

  private static func courseAbove(_ start: String) -> String? {
    var path = start
    while path != "/", !path.isEmpty {
      if isCourse(path) { return path }
      path = (path as NSString).deletingLastPathComponent
    }
    return nil
  }

  private static func absolute(_ path: String) -> String {
    let full =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return (full as NSString).standardizingPath
  }

  /// `LABS_HOME`, or the folder above this program that holds Package.swift.
  private static func homeFolder() throws -> String {
    if let home = ProcessInfo.processInfo.environment["LABS_HOME"], !home.isEmpty {
      return absolute(home)
    }
    var path = ((Bundle.main.executablePath ?? "") as NSString).resolvingSymlinksInPath
    while path != "/", !path.isEmpty {
      path = (path as NSString).deletingLastPathComponent
      if FileManager.default.fileExists(atPath: path + "/Package.swift") { return path }
    }
    throw LabsError(
      .environmentNotReady, "This program does not know where labs is installed.",
      hint: "Start it with bin/labs, or set LABS_HOME to the folder that holds bin/labs.")
  }
}
