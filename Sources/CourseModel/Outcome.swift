/// How an attempt at a step ended.
public enum Outcome: Sendable, Hashable {
  /// The script ran and every check passed.
  case passed
  /// The script ended with this exit status; no check was made.
  case failed(exitCode: Int32)
  /// The script ran, and at least one check did not pass.
  case unproven
  /// A check could not be carried out: the endpoint is away, a command is missing.
  case uncheckable
  /// The script ran into its time limit.
  case timedOut
  /// Ctrl-C, a termination signal, or a process that was killed before it could say anything.
  case interrupted
  /// The student chose not to run it.
  case skipped
}

extension Outcome: CustomStringConvertible {
  /// What is stored and shown: `passed`, `failed(3)`, …; ``init(_:)`` reads it back.
  public var description: String {
    switch self {
    case .passed: "passed"
    case .failed(let exitCode): "failed(\(exitCode))"
    case .unproven: "unproven"
    case .uncheckable: "uncheckable"
    case .timedOut: "timedOut"
    case .interrupted: "interrupted"
    case .skipped: "skipped"
    }
  }

  public init?(_ text: String) {
    switch text {
    case "passed": self = .passed
    case "unproven": self = .unproven
    case "uncheckable": self = .uncheckable
    case "timedOut": self = .timedOut
    case "interrupted": self = .interrupted
    case "skipped": self = .skipped
    case _ where text.hasPrefix("failed(") && text.hasSuffix(")"):
      guard let exitCode = Int32(text.dropFirst(7).dropLast()) else { return nil }
      self = .failed(exitCode: exitCode)
    default: return nil
    }
  }
}
