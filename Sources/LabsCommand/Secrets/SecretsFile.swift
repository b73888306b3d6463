import CourseModel
import Foundation

/// A file of `NAME=value` lines that nobody but its owner can read. Blank lines and lines that begin
/// with `#` are passed over; a value is taken as it stands, up to the line's end.
struct SecretsFile {
  let path: String
  let values: [String: String]

  /// - Throws: `LabsError` when others may read it, it is another's, or a line is not in order. What
  ///   is in it is not told.
  init(path: String) throws {
    self.path = path
    let text = try PrivateFile.text(
      of: path, called: "file of secrets", holding: "NAME=value lines")
    values = try Self.values(of: text, path)
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
