public import CourseModel

/// Runs, checks and cleans the steps of a lab.
///
/// Each attempt is in the journal before its first script starts, and again when it has ended. A
/// cancelled task ends the script at work; the summary then says so, nothing is thrown.
public struct LabRunner: Sendable {
  let executor: any ScriptExecutor
  let journal: any AttemptJournal
  let guide: any RunGuide
  let surroundings: Surroundings
  let redactor: Redactor
  let pause: @Sendable (Duration) async throws -> Void

  /// `pause` waits between two tries of a check.
  public init(
    executor: any ScriptExecutor, journal: any AttemptJournal, guide: any RunGuide,
    surroundings: Surroundings,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.executor = executor
    self.journal = journal
    self.guide = SerialGuide(guide)
    self.surroundings = surroundings
    self.pause = pause
    redactor = Redactor(secrets: surroundings.secrets)
  }

  /// Runs the steps in order, all of them when none are named, and stops at the first one that is
  /// neither in place afterwards nor skipped.
  ///
  /// A step whose checks pass is in place, whoever did the work, and is not run again. A step that
  /// was run before and is not in place is cleaned first, because its script may not be repeatable.
  /// With `again` all the steps are cleaned first, in reverse, and then run.
  /// - Throws: `LabsError` for what the machine cannot do, or a `$LABS_OUTPUT` that is not in order.
  public func run(
    _ lab: Lab, steps: [Step]? = nil, again: Bool = false
  ) async throws -> RunSummary {
    let selected = steps ?? lab.steps
    if again {
      for step in selected.reversed() where !Task.isCancelled {
        _ = try await cleanUp(StepRun(step, of: lab, by: self))
      }
    }
    return try await summary(of: lab, selected) { step in
      let result = try await bringIntoPlace(StepRun(step, of: lab, by: self), again: again)
      let goesOn = result.outcome == .passed || result.course == .skipped
      return (result, goesOn)
    }
  }

  /// Only checks, all the steps when none are named, and goes on where one does not pass. What is
  /// found is recorded: work that was done by hand counts as much.
  public func check(_ lab: Lab, steps: [Step]? = nil) async throws -> RunSummary {
    try await summary(of: lab, steps ?? lab.steps) { step in
      let result = try await checkOnly(StepRun(step, of: lab, by: self))
      return (result, result.outcome != .interrupted)
    }
  }

  /// Runs the cleanups in reverse: of the steps of which something may be there, or of all. One
  /// that fails is shown, and the others go on; the exit code then says that resources are left.
  public func clean(
    _ lab: Lab, steps: [Step]? = nil, all: Bool = false
  ) async throws -> RunSummary {
    let selected = try (steps ?? lab.steps).reversed().filter { step in
      try all || state(of: step, in: lab).mayLeaveSomething
    }
    let cleaned = try await summary(of: lab, selected) { step in
      let result = try await cleanUp(StepRun(step, of: lab, by: self))
      return (result, result.outcome != .interrupted)
    }
    return cleaned.exitCode == .allGood || cleaned.exitCode == .interrupted
      ? cleaned : cleaned.with(.resourcesLeft)
  }

  /// For somebody who works by hand: `work` gets what the step's scripts find in their environment, and
  /// nothing else. What it writes to `$LABS_OUTPUT` is handed on as theirs is.
  public func byHand<Value>(
    _ step: Step, of lab: Lab, _ work: ([String: String]) async throws -> Value
  ) async throws -> Value {
    let run = StepRun(step, of: lab, by: self)
    let outputs = StepOutputs(of: step, in: surroundings, byHand: true)
    try outputs.create()
    defer { outputs.remove() }
    let value = try await work(
      run.scriptEnvironment().merging(["LABS_OUTPUT": outputs.path]) { $1 })
    let handedOn = outputs.valid(redactor)
    if !handedOn.isEmpty { try journal.record(handedOn, of: run.attempt(.shell)) }
    return value
  }

  func state(of step: Step, in lab: Lab) throws -> StepState {
    try journal.state(of: step.id, in: lab.id, on: surroundings.target)
  }

  func summary(
    of lab: Lab, _ steps: [Step], each: (Step) async throws -> (StepResult, goesOn: Bool)
  ) async throws -> RunSummary {
    var results: [StepResult] = []
    for step in steps {
      let number = (lab.steps.firstIndex(of: step) ?? 0) + 1
      guide.report(.stepBegan(step, number: number, count: lab.steps.count))
      let (result, goesOn) = try await each(step)
      results.append(result)
      guide.report(.stepEnded(result))
      guard goesOn else { break }
    }
    return RunSummary(
      lab: lab, results: results, remaining: Array(steps.dropFirst(results.count)),
      exitCode: ExitCode(of: results.map(\.outcome)))
  }
}

extension RunSummary {
  fileprivate func with(_ exitCode: ExitCode) -> RunSummary {
    RunSummary(lab: lab, results: results, remaining: remaining, exitCode: exitCode)
  }
}

extension StepState {
  /// By a script of the step, or by hand.
  public var mayLeaveSomething: Bool {
    leftBehind || standing == .passed
  }
}
