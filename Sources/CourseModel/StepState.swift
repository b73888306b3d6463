/// What progress knows of one step of a lab on one target.
public struct StepState: Sendable, Hashable {
  public enum Standing: Sendable, Hashable {
    /// Nothing was ever tried.
    case untried
    case passed
    /// The latest attempt ended otherwise.
    case notPassed(Outcome)
    /// An attempt began and has not ended: it is at work now, or its process was killed.
    case begun
    /// Its cleanup took everything away again.
    case cleaned
  }

  public let standing: Standing

  /// Of the attempt that ``standing`` is about, as are ``at`` and ``account``.
  public let stepDigest: Digest?
  public let at: Timestamp?
  public let account: String?

  /// Runs and checks so far; cleanups do not count.
  public let attempts: Int

  /// Runs and checks since the step last passed that found it not passed.
  public let failures: Int
  public let hintsUsed: Int

  /// A script of the step was begun, and no cleanup has succeeded since: something may be there.
  public let leftBehind: Bool

  public init(
    _ standing: Standing, stepDigest: Digest? = nil, at: Timestamp? = nil, account: String? = nil,
    attempts: Int = 0, failures: Int = 0, hintsUsed: Int = 0, leftBehind: Bool = false
  ) {
    self.standing = standing
    self.stepDigest = stepDigest
    self.at = at
    self.account = account
    self.attempts = attempts
    self.failures = failures
    self.hintsUsed = hintsUsed
    self.leftBehind = leftBehind
  }

  public static let untried = StepState(.untried)

  /// It passed, with another text than the step has now.
  public func isChanged(since step: Step) -> Bool {
    standing == .passed && stepDigest != step.digest
  }
}
