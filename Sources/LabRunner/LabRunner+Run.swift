import CourseModel

extension LabRunner {
  /// Checks whether the step is in place, and runs it when it is not and the guide agrees.
  func bringIntoPlace(_ run: StepRun, again: Bool) async throws -> StepResult {
    guard !Task.isCancelled else { return StepResult(run.step, .quit, .interrupted) }
    let began = ContinuousClock().now
    let state = try state(of: run.step, in: run.lab)
    var proposal = Proposal(step: run.step, reason: .again, cleansFirst: false)
    if !again {
      switch try await inspect(run, state) {
      case .done(let result): return result
      case .toRun(let inspected): proposal = inspected
      }
    }
    switch try await decision(on: proposal, run) {
    case .inPlace(let results):
      return StepResult(
        run.step, .checked, .passed, checks: results, duration: ContinuousClock().now - began)
    case .settled(.run):
      guard !Task.isCancelled else { return StepResult(run.step, .quit, .interrupted) }
    case .settled(.skip):
      try record(run, .run, [], .skipped)
      return StepResult(run.step, .skipped, .skipped)
    case .settled:
      return StepResult(run.step, .quit, Task.isCancelled ? .interrupted : .skipped)
    }
    if proposal.cleansFirst {
      let cleaned = try await cleanUp(run)
      if cleaned.outcome == .interrupted { return cleaned }
    }
    return try await perform(run, failures: state.failures)
  }

  private enum Inspection {
    case done(StepResult)
    case toRun(Proposal)
  }

  /// Nothing is run where something may be there that could not be looked at.
  private func inspect(_ run: StepRun, _ state: StepState) async throws -> Inspection {
    let step = run.step
    let results: [CheckResult]
    do {
      results = try await run.checks(failures: state.failures).results(
        state.patience(for: step), waiting: { [guide] in guide.report(.waiting(step, $0, $1)) })
    } catch is CancellationError {
      return .done(StepResult(step, .quit, .interrupted))
    }
    let outcome = Outcome(of: results)
    if outcome == .passed {
      try record(run, .check, results, outcome)
      guide.report(.alreadyInPlace(step, results))
      return .done(StepResult(step, .alreadyInPlace, outcome, checks: results))
    }
    if outcome == .uncheckable, state.mayLeaveSomething {
      results.forEach { guide.report(.checked(step, $0)) }
      try record(run, .check, results, outcome)
      return .done(StepResult(step, .checked, outcome, checks: results))
    }
    if state.standing == .passed {
      try record(run, .check, results, outcome)
      guide.report(.undone(step, results))
      return .toRun(Proposal(step: step, reason: .undone(results), cleansFirst: true))
    }
    let reason: Proposal.Reason =
      switch state.standing {
      case .notPassed(let outcome): .notPassed(outcome)
      case .begun: .notPassed(nil)
      case .untried, .cleaned, .passed: .notDoneYet
      }
    return .toRun(Proposal(step: step, reason: reason, cleansFirst: state.leftBehind))
  }

  private enum Settlement {
    /// What the guide decided, other than to be shown something first.
    case settled(Decision)
    /// The student did it meanwhile.
    case inPlace([CheckResult])
  }

  /// Hints and looks are given as long as the guide asks for them; where there is no hint, that is
  /// said.
  private func decision(on proposal: Proposal, _ run: StepRun) async throws -> Settlement {
    while true {
      let decision = await guide.decide(proposal)
      guard !Task.isCancelled else { return .settled(.quit) }
      if decision == .look {
        guard let results = try await look(run) else { return .settled(.quit) }
        if Outcome(of: results) == .passed { return .inPlace(results) }
        continue
      }
      guard decision == .hint else { return .settled(decision) }
      let used = (try? state(of: run.step, in: run.lab).hintsUsed) ?? 0
      let hint = run.step.hint(after: used)
      let count = run.step.allHints.count
      guide.report(.hint(run.step, hint?.text, number: hint?.number ?? 0, count: count))
      guard hint != nil else { continue }
      try? journal.recordHint(for: run.step.id, of: run.lab.id, on: surroundings.target)
    }
  }

  /// Whether the student has done it, who has only just typed something: each check has its time.
  ///
  /// - Returns: `nil` when it was cancelled meanwhile.
  private func look(_ run: StepRun) async throws -> [CheckResult]? {
    guide.report(.checksBegan(run.step))
    do {
      let failures = try state(of: run.step, in: run.lab).failures
      let results = try await run.checks(failures: failures).results(
        .retrying, waiting: { [guide] in guide.report(.waiting(run.step, $0, $1)) })
      results.forEach { guide.report(.checked(run.step, $0)) }
      try record(run, .check, results, Outcome(of: results))
      return results
    } catch is CancellationError {
      return nil
    }
  }

  /// Setup and script, then the checks.
  func perform(_ run: StepRun, failures: Int) async throws -> StepResult {
    let clock = ContinuousClock()
    let began = clock.now
    let transcript = run.transcript()
    let attempt = try journal.begin(run.attempt(.run))
    var handedOn: [String: String] = [:]
    var results: [CheckResult] = []

    func end(_ outcome: Outcome) throws -> StepResult {
      let duration = clock.now - began
      run.outputs.remove()
      try journal.end(
        attempt,
        with: AttemptEnding(
          outcome, duration: duration, outputs: handedOn, transcript: transcript.text))
      return StepResult(run.step, .ran, outcome, checks: results, duration: duration)
    }

    do {
      try run.outputs.create()
      let failure = try await run.run(
        run.scripts(.setup) + run.scripts(.run), transcript,
        with: ["LABS_OUTPUT": run.outputs.path])
      handedOn = run.outputs.valid(redactor)
      if let failure { return try end(failure) }
      handedOn = try run.outputs.all(redactor)
      guide.report(.checksBegan(run.step))
      results = try await run.checks(failures: failures, with: handedOn).results(
        .retrying, waiting: { [guide] in guide.report(.waiting(run.step, $0, $1)) }
      ) { result in
        try journal.record(result, of: attempt)
        guide.report(.checked(run.step, result))
      }
      return try end(Outcome(of: results))
    } catch is CancellationError {
      return try end(.interrupted)
    } catch {
      // The script was at fault when what it handed on is not in order, else the machine was.
      let isScriptsFault = (error as? LabsError)?.code == .usage
      _ = try? end(isScriptsFault ? .unproven : .interrupted)
      throw error
    }
  }

  func record(
    _ run: StepRun, _ kind: Attempt.Kind, _ results: [CheckResult], _ outcome: Outcome
  ) throws {
    let longest = results.map(\.duration).max() ?? .zero
    try journal.record(
      run.attempt(kind), results: results, ending: AttemptEnding(outcome, duration: longest))
  }
}

extension StepState {
  /// For finding out whether the step is in place. What had worked is given the time to settle
  /// before it counts as undone, because it is cleaned then. What the student does by hand is asked
  /// about, and looked at again when that is wanted.
  fileprivate func patience(for step: Step) -> CheckSeries.Patience {
    switch standing {
    case .passed: .retrying
    case .notPassed(.unproven) where !step.isByHand: .retrying
    default: mayLeaveSomething ? .once : .untilFirstFailure
    }
  }
}
