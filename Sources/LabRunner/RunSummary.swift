public import CourseModel

/// How one step of a run, check or cleaning ended.
public struct StepResult: Sendable, Hashable {
  public enum Course: String, Sendable, Hashable, Codable {
    /// Its scripts ran.
    case ran
    /// Only its checks ran.
    case checked
    /// Its checks passed, so nothing else was run.
    case alreadyInPlace
    case skipped
    /// The student stopped here.
    case quit
  }

  public let step: Step
  public let course: Course
  public let outcome: Outcome
  public let checks: [CheckResult]
  public let duration: Duration

  public init(
    _ step: Step, _ course: Course, _ outcome: Outcome, checks: [CheckResult] = [],
    duration: Duration = .zero
  ) {
    self.step = step
    self.course = course
    self.outcome = outcome
    self.checks = checks
    self.duration = duration
  }
}

/// What came of a run, check or cleaning.
public struct RunSummary: Sendable, Hashable {
  public let lab: Lab

  /// In the order in which they were done.
  public let results: [StepResult]

  /// The steps that were asked for and not reached.
  public let remaining: [Step]
  public let exitCode: ExitCode

  public init(lab: Lab, results: [StepResult], remaining: [Step] = [], exitCode: ExitCode) {
    self.lab = lab
    self.results = results
    self.remaining = remaining
    self.exitCode = exitCode
  }
}

extension ExitCode {
  /// Zero only when everything that was asked for is in place. Of several reasons the one that has
  /// to go first counts: an interruption, a time limit, what could not be checked, what failed.
  public init(of outcomes: [Outcome]) {
    if outcomes.contains(.interrupted) {
      self = .interrupted
    } else if outcomes.contains(.timedOut) {
      self = .timedOut
    } else if outcomes.contains(.uncheckable) {
      self = .uncheckable
    } else {
      self = outcomes.allSatisfy { $0 == .passed } ? .allGood : .notPassed
    }
  }
}
