/// The exit codes of `labs`, as README.md documents them.
public enum ExitCode: Int32, Sendable, Hashable, Codable, Error {
  case allGood = 0
  /// Something did not pass.
  case notPassed = 1
  /// Wrong usage, or a broken course file.
  case usage = 2
  case confirmationNeeded = 3
  case credentialsNeeded = 4
  /// A tool, a port or a permission is missing.
  case environmentNotReady = 5
  /// A check itself could not be carried out.
  case uncheckable = 6
  case resourcesLeft = 7
  case timedOut = 124
  case interrupted = 130
}
