/// A mistake of the author, with its place and its remedy.
///
/// Diagnostics are collected, so that all of them show at once; what the machine could not do is
/// a thrown error, and what the student got wrong is an ``Outcome``.
public struct Diagnostic: Sendable, Hashable, Codable, Comparable {
  public enum Severity: String, Sendable, Hashable, Codable {
    /// Stops a publication or a run.
    case error
    /// Is said, and stops nothing.
    case warning
  }

  public let severity: Severity
  public let location: SourceLocation

  /// What is wrong, one sentence, the wrong value quoted: *There is no key “titel”.*
  public let message: String

  /// What to do about it, one sentence; empty when the message already says so.
  public let remedy: String

  /// What kind of mistake it is, for programs that read reports.
  public let rule: Rule

  public init(
    _ severity: Severity, at location: SourceLocation, _ message: String, remedy: String = "",
    rule: Rule
  ) {
    self.severity = severity
    self.location = location
    self.message = message
    self.remedy = remedy
    self.rule = rule
  }

  /// By file, line and column, then by message, severity (errors first) and remedy.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    guard left.location == right.location else { return left.location < right.location }
    return (left.message, left.severity.rawValue, left.remedy)
      < (right.message, right.severity.rawValue, right.remedy)
  }
}
