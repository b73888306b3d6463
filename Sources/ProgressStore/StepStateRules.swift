import CourseModel

extension StepState {
  /// A script of the step is about to run.
  func beginning(_ attempt: Attempt, at moment: Timestamp) -> StepState {
    replacing(
      .begun, attempt, at: moment, attempts: attempts + (attempt.kind == .clean ? 0 : 1),
      leftBehind: true)
  }

  /// The scripts and checks of an attempt that had begun are over.
  func ending(_ attempt: Attempt, _ outcome: Outcome, at moment: Timestamp) -> StepState {
    switch (attempt.kind, outcome) {
    case (.clean, .passed):
      replacing(.cleaned, attempt, at: moment, leftBehind: false)
    case (_, .passed):
      replacing(.passed, attempt, at: moment, failures: 0)
    case (.clean, _), (_, .uncheckable), (_, .interrupted), (_, .skipped):
      replacing(.notPassed(outcome), attempt, at: moment)
    case (_, .failed), (_, .unproven), (_, .timedOut):
      replacing(.notPassed(outcome), attempt, at: moment, failures: failures + 1)
    }
  }

  /// An attempt without scripts: one that proves nothing leaves what was known before.
  func adding(_ attempt: Attempt, _ outcome: Outcome, at moment: Timestamp) -> StepState {
    switch outcome {
    case .passed, .unproven, .failed:
      replacing(standing, attempt, at: moment, attempts: attempts + 1)
        .ending(attempt, outcome, at: moment)
    case .skipped:
      standing == .untried ? replacing(.notPassed(.skipped), attempt, at: moment) : self
    case .uncheckable, .interrupted, .timedOut:
      StepState(
        standing, stepDigest: stepDigest, at: at, account: account, attempts: attempts + 1,
        failures: failures, hintsUsed: hintsUsed, leftBehind: leftBehind)
    }
  }

  func withHints(_ hintsUsed: Int) -> StepState {
    StepState(
      standing, stepDigest: stepDigest, at: at, account: account, attempts: attempts,
      failures: failures, hintsUsed: hintsUsed, leftBehind: leftBehind)
  }

  func withLeftBehind(_ leftBehind: Bool) -> StepState {
    StepState(
      standing, stepDigest: stepDigest, at: at, account: account, attempts: attempts,
      failures: failures, hintsUsed: hintsUsed, leftBehind: leftBehind)
  }

  private func replacing(
    _ standing: Standing, _ attempt: Attempt, at moment: Timestamp, attempts: Int? = nil,
    failures: Int? = nil, leftBehind: Bool? = nil
  ) -> StepState {
    StepState(
      standing, stepDigest: attempt.stepDigest, at: moment, account: attempt.account,
      attempts: attempts ?? self.attempts, failures: failures ?? self.failures,
      hintsUsed: hintsUsed, leftBehind: leftBehind ?? self.leftBehind)
  }
}
