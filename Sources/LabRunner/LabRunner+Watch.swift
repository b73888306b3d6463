public import CourseModel

extension LabRunner {
  /// Runs nothing: each step is looked at again and again until it is in place, whoever does the work.
  /// What is found is recorded when it is another than before.
  ///
  /// - Parameter pause: Comes back when it is time for another look.
  public func watch(
    _ lab: Lab, steps: [Step]? = nil, pause: @escaping @Sendable () async throws -> Void
  ) async throws -> RunSummary {
    try await summary(of: lab, steps ?? lab.steps) { step in
      let result = try await watch(StepRun(step, of: lab, by: self), pause)
      return (result, result.outcome == .passed)
    }
  }

  private func watch(
    _ run: StepRun, _ pause: @Sendable () async throws -> Void
  ) async throws -> StepResult {
    let began = ContinuousClock().now
    var known: [Finding]?
    do {
      while true {
        let failures = try state(of: run.step, in: run.lab).failures
        let results = try await run.checks(failures: failures).results(.once)
        let outcome = Outcome(of: results)
        if outcome == .passed || known != nil, known != results.map(Finding.init) {
          try record(run, .check, results, outcome)
        }
        if outcome == .passed, known == nil {
          guide.report(.alreadyInPlace(run.step, results))
          return StepResult(run.step, .alreadyInPlace, outcome, checks: results)
        }
        if known == nil { guide.report(.watching(run.step)) }
        if known != results.map(Finding.init) { guide.report(.watched(run.step, results)) }
        known = results.map(Finding.init)
        if outcome == .passed {
          return StepResult(
            run.step, .checked, outcome, checks: results, duration: ContinuousClock().now - began)
        }
        try await pause()
      }
    } catch is CancellationError {
      return StepResult(run.step, .checked, .interrupted)
    }
  }
}

/// What tells one look from another; times and hints do not.
private struct Finding: Hashable {
  let verdict: CheckResult.Verdict
  let found: String

  init(_ result: CheckResult) {
    verdict = result.verdict
    found = result.found
  }
}
