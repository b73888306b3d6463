import CourseModel

extension LabRunner {
  /// A step of which nothing is known is looked at once; elsewhere what was done may need time to
  /// settle.
  func checkOnly(_ run: StepRun) async throws -> StepResult {
    let state = try state(of: run.step, in: run.lab)
    let isKnown = state.standing != .untried && state.standing != .cleaned
    let began = ContinuousClock().now
    do {
      let results = try await run.checks(failures: state.failures).results(
        isKnown ? .retrying : .once,
        waiting: { [guide] in guide.report(.waiting(run.step, $0, $1)) },
        each: { guide.report(.checked(run.step, $0)) })
      let outcome = Outcome(of: results)
      try record(run, .check, results, outcome)
      return StepResult(
        run.step, .checked, outcome, checks: results, duration: ContinuousClock().now - began)
    } catch is CancellationError {
      return StepResult(run.step, .checked, .interrupted)
    }
  }
}
