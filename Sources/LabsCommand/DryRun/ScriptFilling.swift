import CourseModel
import LabRunner

/// Shell text with the values of its variables in their places, and secrets as `****`.
struct ScriptFilling {
  let values: [String: String]
  let secrets: Set<String>
  var redactor = Redactor()

  private static let mask = "****"

  /// Only where bash itself would put the value alone: not in single quotes, not in `${NAME:-…}`,
  /// and not the variables that the text sets itself.
  func text(of source: String) -> String {
    let bytes = Array(source.utf8)
    var result: [UInt8] = []
    var position = 0
    for use in ShellVariableUse.all(in: source) where use.isWhole && !use.isLiteral {
      guard let value = value(of: use.name), !sets(use.name, source) else { continue }
      result += bytes[position..<use.range.lowerBound]
      result += value.utf8
      position = use.range.upperBound
    }
    result += bytes[position...]
    return redactor.redacted(String(decoding: result, as: UTF8.self))
  }

  private func value(of name: String) -> String? {
    secrets.contains(name) ? Self.mask : values[name]
  }

  /// `NAME=…`, `for NAME in`, `read NAME`
  private func sets(_ name: String, _ source: String) -> Bool {
    let declaration = #"(for|read|local|declare)\b[^\n;]*\b\#(name)\b"#
    let pattern = #"(?m)(^|[\s;&|({])(\#(name)\+?=|\#(declaration))"#
    guard let expression = try? Regex(pattern) else { return false }
    return source.firstMatch(of: expression) != nil
  }
}
