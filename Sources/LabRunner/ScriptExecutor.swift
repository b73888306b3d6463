/// What runs shell text: ``Bash``, or a scripted twin in tests.
public protocol ScriptExecutor: Sendable {
  /// Runs the command to its end, whatever that end is; the caller's cancellation ends it early.
  ///
  /// `output` gets what is printed as it comes, in order, from one thread at a time; while it works
  /// the script waits, so that memory stays bounded.
  /// - Throws: `LabsError` when the machine cannot start it.
  func execute(
    _ command: ShellCommand, output: @escaping @Sendable (OutputChannel, [UInt8]) -> Void
  ) async throws -> ShellResult
}

public enum OutputChannel: String, Sendable, Hashable, Codable {
  case standardOutput
  case standardError
}

/// Shell text with everything that it needs to run.
public struct ShellCommand: Sendable, Hashable {
  /// What the shell calls the text in its messages: `labs/week6/03-log-group.md`.
  public let name: String
  public let text: String

  /// The number that the shell gives to the first line of ``text`` in its messages.
  public let firstLine: Int

  /// All of it: nothing is inherited.
  public let environment: [String: String]

  /// The current folder, absolute.
  public let folder: String
  public let timeout: Duration

  public init(
    name: String, text: String, firstLine: Int = 1, environment: [String: String], folder: String,
    timeout: Duration
  ) {
    self.name = name
    self.text = text
    self.firstLine = firstLine
    self.environment = environment
    self.folder = folder
    self.timeout = timeout
  }
}

public struct ShellResult: Sendable, Hashable {
  public enum Ending: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    case interrupted
  }

  public let ending: Ending

  /// The first and the last part of what was printed, see ``Excerpt``.
  public let standardOutput: Excerpt
  public let standardError: Excerpt
  public let duration: Duration

  public init(
    _ ending: Ending, standardOutput: Excerpt = Excerpt(), standardError: Excerpt = Excerpt(),
    duration: Duration = .zero
  ) {
    self.ending = ending
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.duration = duration
  }

  public var isSuccess: Bool { ending == .exited(0) }
}
