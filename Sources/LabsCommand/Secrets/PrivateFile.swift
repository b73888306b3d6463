import CourseModel
import Foundation

/// A file with something secret in it, which nobody but its owner can read.
enum PrivateFile {
  private static let sizeLimit = 1024 * 1024

  /// What was opened is what is looked at: the path may lead elsewhere a moment later.
  ///
  /// - Parameters:
  ///   - name: What kind of file it is: *file of secrets*.
  ///   - content: What is in such a file: *NAME=value lines*.
  /// - Throws: `LabsError` when others may read it, or it is another's, or no text.
  static func text(of path: String, called name: String, holding content: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      throw LabsError(
        .usage, "The \(name) “\(path)” cannot be read: \(reason).",
        hint: "Give the path of a file with \(content).")
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw LabsError(.usage, "“\(path)” is no file, so no \(content) can be read from it.")
    }
    guard status.st_uid == geteuid() else {
      throw LabsError(
        .usage, "The \(name) “\(path)” belongs to another user.",
        hint: "Make one of your own, for you alone: chmod 600.")
    }
    guard status.st_mode & 0o077 == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw LabsError(
        .usage, "Others may read or write the \(name) “\(path)” (its mode is \(mode)).",
        hint:
          "Keep it to yourself: chmod 600 \(path). If they may have read it, change what is in it.")
    }
    let data = try handle.read(upToCount: sizeLimit + 1) ?? Data()
    guard data.count <= sizeLimit, let text = String(validating: data, as: UTF8.self) else {
      throw LabsError(
        .usage, "“\(path)” is no \(name): it is no UTF-8 text, or longer than 1 MB.",
        hint: "Give the path of a file with \(content).")
    }
    return text
  }
}
