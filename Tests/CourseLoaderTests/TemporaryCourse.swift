import CourseLoader
import CourseModel
import Foundation

/// A course of a few files in a folder of its own, removed with the value.
final class TemporaryCourse {
  let folder: URL

  func load() throws -> LoadedCourse {
    try withExtendedLifetime(self) { try CourseLoader(root: folder.path()).load() }
  }

  func loadLab(_ name: String = "lab") throws -> LoadedLab {
    try withExtendedLifetime(self) { try CourseLoader(root: folder.path()).loadLab(named: name) }
  }

  /// Every course has a good `course.yml` unless `files` has another.
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "course-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "labs"), withIntermediateDirectories: true)
    try write(["content/course.yml": "format: 1\ntitle: A course\n"])
    try write(files)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ files: [String: String]) throws {
    for (path, text) in files { try write(Array(text.utf8), to: path) }
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func link(_ path: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: path).path(), withDestinationPath: destination)
  }

  /// What is wrong with the whole course, as it would be shown.
  func complaints() throws -> [String] { try load().diagnostics.map(\.line) }
}

extension TemporaryCourse {
  /// The lab `lab` with one good step, and one step of this text.
  convenience init(step text: String) throws {
    try self.init(["labs/lab/lab.yml": goodLab, "labs/lab/01-step.md": text])
  }
}

let goodLab = "format: 1\ntitle: A lab\n"

let goodStep = """
  ---
  title: A step
  checks:
    - {id: done, title: It is done, run: test -e done, exits: 0}
  ---
  ```sh run
  true
  ```
  """

extension Diagnostic {
  /// `file:line:column: error: what is wrong > what to do`.
  var line: String {
    "\(location): \(severity): \(message)" + (remedy.isEmpty ? "" : " > \(remedy)")
  }
}

/// A text with a mistake, and what is said about it.
struct Mistake: CustomStringConvertible, Sendable {
  let description: String
  let text: String
  let complaints: [String]

  init(_ description: String, _ text: String, _ complaints: String...) {
    self.description = description
    self.text = text
    self.complaints = complaints
  }
}
