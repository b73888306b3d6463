/// One try at a step: what is known of it when it begins.
public struct Attempt: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// The step's script, then its checks.
    case run
    /// The checks alone: work done by hand counts as much as a script's.
    case check
    /// The step's cleanup.
    case clean
    /// What was typed in the lab's shell; it says nothing of the step.
    case shell
  }

  public let kind: Kind
  public let lab: Slug
  public let step: Slug

  /// Which version of the lab, and of the step.
  public let labDigest: Digest
  public let stepDigest: Digest

  public let target: Target
  public let account: String?
  public let region: String?

  /// Shared by all attempts of one call of the program: `LABS_RUN_ID`.
  public let runID: String

  public init(
    kind: Kind, lab: Slug, step: Slug, labDigest: Digest, stepDigest: Digest, target: Target,
    account: String? = nil, region: String? = nil, runID: String
  ) {
    self.kind = kind
    self.lab = lab
    self.step = step
    self.labDigest = labDigest
    self.stepDigest = stepDigest
    self.target = target
    self.account = account
    self.region = region
    self.runID = runID
  }
}

/// Tells a recorded attempt from every other.
public struct AttemptID: Sendable, Hashable, Codable {
  public let number: Int64

  public init(_ number: Int64) {
    self.number = number
  }
}

/// What is known of an attempt when it has ended.
public struct AttemptEnding: Sendable, Hashable {
  public let outcome: Outcome
  public let duration: Duration

  /// What the step's script handed on through `$LABS_OUTPUT`.
  public let outputs: [String: String]

  /// What the scripts printed, without secrets, shortened in the middle.
  public let transcript: String

  public init(
    _ outcome: Outcome, duration: Duration, outputs: [String: String] = [:],
    transcript: String = ""
  ) {
    self.outcome = outcome
    self.duration = duration
    self.outputs = outputs
    self.transcript = transcript
  }
}
