import CourseModel
import Foundation

/// A course to begin with: a copy of `Sources/NewCourse` with a title of its own.
struct NewCourse {
  /// The folder that it is copied from.
  let template: String

  /// What the template calls itself, wherever its title stands.
  private static let placeholder = "A new course"

  /// What may lie in a folder that counts as empty.
  private static let ignored = [".git", ".DS_Store"]

  /// Makes the course in `folder`, whole or not at all.
  ///
  /// - Throws: `LabsError` when `folder` is a file or holds files, or cannot be written.
  func make(in folder: String) throws {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    let isThere = files.fileExists(atPath: folder, isDirectory: &isFolder)
    if isThere { try refuseFull(folder, isFolder: isFolder.boolValue) }
    // Within a folder that is there: it may be the one that the shell is in, and has to stay.
    let draft = isThere ? "\(folder)/.labs-new-\(getpid())" : "\(folder).new-\(getpid())"
    defer { try? files.removeItem(atPath: draft) }
    do {
      try write(to: draft, title: Self.title(of: folder))
      if isThere {
        try move(draft, into: folder)
      } else {
        try files.moveItem(atPath: draft, toPath: folder)
      }
    } catch let error as LabsError {
      throw error
    } catch {
      throw LabsError(
        .environmentNotReady,
        "The course could not be made in “\(folder)”: \(error.localizedDescription)",
        hint: "Check that the folder above it is there, and its permissions.")
    }
  }

  private func refuseFull(_ folder: String, isFolder: Bool) throws {
    guard isFolder else {
      throw LabsError(.usage, "“\(folder)” is a file.", hint: "Give the name of a new folder.")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    guard let first = names.first(where: { !Self.ignored.contains($0) }) else { return }
    throw LabsError(
      .usage, "“\(folder)” holds files already, such as “\(first)”.",
      hint: "Give the name of a new folder, or of an empty one.")
  }

  private func write(to draft: String, title: String) throws {
    let files = FileManager.default
    // A name alone has none above it.
    let above = (draft as NSString).deletingLastPathComponent
    if !above.isEmpty {
      try files.createDirectory(atPath: above, withIntermediateDirectories: true)
    }
    try files.copyItem(atPath: template, toPath: draft)
    for name in ["README.md", "content/course.yml", "content/index.md"] {
      let path = "\(draft)/\(name)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing(Self.placeholder, with: title)
        .write(toFile: path, atomically: false, encoding: .utf8)
    }
  }

  /// What was moved goes back when something cannot be.
  private func move(_ draft: String, into folder: String) throws {
    let files = FileManager.default
    var moved: [String] = []
    do {
      for name in try files.contentsOfDirectory(atPath: draft).sorted() {
        try files.moveItem(atPath: "\(draft)/\(name)", toPath: "\(folder)/\(name)")
        moved.append(name)
      }
    } catch {
      for name in moved { try? files.removeItem(atPath: "\(folder)/\(name)") }
      throw error
    }
  }

  /// `My course` of `courses/my-course`: nothing in it means anything to YAML within quotes.
  static func title(of folder: String) -> String {
    let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    let words = name.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    return words.isEmpty ? placeholder : words.prefix(1).uppercased() + words.dropFirst()
  }
}
