import CourseModel
import Foundation

/// A file of `NAME=value` lines that nobody but its owner can read. Blank lines and lines that begin
/// with `#` are passed over; a value is taken as it stands, up to the line's end.
struct SecretsFile {
  let path: String
  let values: [String: String]

  private static let sizeLimit = 1024 * 1024

  /// - Throws: `LabsError` when others may read it, it is another's, or a line is not in order. What
  ///   is in it is not told.
  init(path: String) throws {
    self.path = path
    values = try Self.values(of: Self.text(of: path), path)
  }

  /// What was opened is what is looked at: the path may lead elsewhere a moment later.
  private static func text(of path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      throw LabsError(
        .usage, "The file of secrets “\(path)” cannot be read: \(reason).",
        hint: "Give the path of a file with NAME=value lines.")
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw LabsError(.usage, "“\(path)” is no file, so no secrets are read from it.")
    }
    guard status.st_uid == geteuid() else {
      throw LabsError(
        .usage, "The file of secrets “\(path)” belongs to another user.",
        hint: "Make one of your own, for you alone: chmod 600.")
    }
    guard status.st_mode & 0o077 == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw LabsError(
        .usage, "Others may read or write the file of secrets “\(path)” (its mode is \(mode)).",
        hint:
          "Keep it to yourself: chmod 600 \(path). If they may have read it, change what is in it.")
    }
    let data = try handle.read(upToCount: sizeLimit + 1) ?? Data()
    guard data.count <= sizeLimit, let text = String(validating: data, as: UTF8.self) else {
      throw LabsError(
        .usage, "“\(path)” is no file of secrets: it is no UTF-8 text, or longer than 1 MB.",
        hint: "Write NAME=value lines.")
    }
    return text
  }

  private static func values(of text: String, _ path: String) throws -> [String: String] {
    var values: [String: String] = [:]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard !line.allSatisfy(\.isWhitespace), !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].isVariableName, !parts[1].contains("\0") else {
        throw LabsError(
          .usage, "Line \(index + 1) of “\(path)” is not NAME=value.",
          hint: "Write one variable on a line, without spaces around the equals sign.")
      }
      guard values.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
        throw LabsError(
          .usage, "Line \(index + 1) of “\(path)” gives \(parts[0]) a second time.",
          hint: "Remove one of them.")
      }
    }
    return values
  }
}

extension Substring {
  /// Of a shell variable.
  fileprivate var isVariableName: Bool { wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil }
}
