import CourseModel
import Foundation

/// Where `--output` writes to: whole, or not at all.
struct OutputFile {
  let path: String

  func write(_ text: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw LabsError(
        .environmentNotReady, "“\(path)” cannot be written.", hint: "Give a path that can be.")
    }
  }
}
