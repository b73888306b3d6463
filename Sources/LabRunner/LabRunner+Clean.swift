import CourseModel

extension LabRunner {
  /// Runs the step's cleanup, which gets what the step handed on, also where its script was killed.
  /// A step without a cleanup has nothing to take away.
  func cleanUp(_ run: StepRun) async throws -> StepResult {
    let clock = ContinuousClock()
    let began = clock.now
    let transcript = run.transcript()
    let attempt = try journal.begin(run.attempt(.clean))
    func end(_ outcome: Outcome) throws -> StepResult {
      let duration = clock.now - began
      try journal.end(
        attempt, with: AttemptEnding(outcome, duration: duration, transcript: transcript.text))
      return StepResult(run.step, .ran, outcome, duration: duration)
    }
    do {
      let failure = try await run.run(
        run.scripts(.cleanup), transcript, with: run.outputs.valid(redactor))
      if failure == nil { run.outputs.remove() }
      return try end(failure ?? .passed)
    } catch {
      _ = try? end(.interrupted)
      throw error
    }
  }
}
