/// What the machine could not do, said so that the reader knows what, where and what next.
public struct LabsError: Error, Sendable, Hashable, CustomStringConvertible {
  public let code: ExitCode

  /// What is wrong, one sentence, the value quoted: *There is no lab named “week7”.*
  public let message: String

  /// What to do about it; empty when there is nothing to do.
  public let hint: String

  public init(_ code: ExitCode, _ message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.isEmpty ? message : "\(message) \(hint)" }
}
