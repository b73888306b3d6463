import CourseModel

extension VerificationWalk {
  /// Each fault on a step that is in place: its check turns red, and its repair puts it right.
  mutating func tryFaults(of run: StepRun) async throws {
    for script in run.step.scripts {
      guard case .fault(let check) = script.role, run.isMeant(script) else { continue }
      guard try await tryFault(script, of: check, in: run) else { return }
    }
  }

  /// `false` when the step could not be brought back into place.
  private mutating func tryFault(
    _ script: Script, of check: Slug, in run: StepRun
  ) async throws -> Bool {
    let began = ContinuousClock().now
    let title = "Caught: \(script.title ?? "a fault of the check “\(check)”")"
    if let failure = try await execute([script], in: run) {
      note(
        .fault, of: run.step, title, self.failure(of: "The fault's script", failure),
        at: script.location, since: began)
    } else {
      let result = try await run.checks(failures: 0).result(of: check)
      note(
        .fault, of: run.step, title, problem(of: check, result), at: script.location, since: began)
    }
    return try await repair(check, in: run)
  }

  /// `nil` when the check is red and tells the student something.
  private func problem(of check: Slug, _ result: CheckResult?) -> Trial.Problem? {
    guard let result else {
      return .init(
        message: "The step has no check “\(check)”.", remedy: "Name one of its checks.")
    }
    switch result.verdict {
    case .passed:
      return .init(
        message: "The check “\(check)” still passes: it found \(result.found.quotedShortly).",
        remedy: "Let the check look at what the fault changes.")
    case .uncheckable:
      return .init(
        message: "The check “\(check)” could not be carried out: \(result.found.quotedShortly).",
        remedy: "Let its command answer also where the thing is missing or wrong.")
    case .failed where result.hint == nil:
      return .init(
        message: "The check “\(check)” fails without a hint.",
        remedy: "Say in its “hint” what to look at, and why it matters.")
    case .failed where result.found == result.expected:
      return .init(
        message: "The check “\(check)” says that it found what it expected: \(result.found).",
        remedy: "Let its command print what is wrong.")
    case .failed:
      return nil
    }
  }

  /// By the check's own repair, or by the step's script where it has none.
  private mutating func repair(_ check: Slug, in run: StepRun) async throws -> Bool {
    let began = ContinuousClock().now
    let own = run.scripts(.repair(check: check))
    let place = (own.first ?? run.scripts(.run).first)?.location
    let title = "Put right by \(own.isEmpty ? "the step's script" : "its repair")"
    var problem: Trial.Problem?
    if let failure = try await execute(own.isEmpty ? run.scripts(.run) : own, in: run) {
      problem = self.failure(of: own.isEmpty ? "The step's script" : "The repair", failure)
    } else {
      let missed = try await run.checks(failures: 0).results(.retrying)
        .filter { $0.verdict != .passed }
      if !missed.isEmpty {
        problem = .init(
          message: missed.map(\.wordsWherePassWasDue).joined(separator: " "),
          remedy: own.isEmpty
            ? "Add a fence “```sh repair=\(check)” that puts this fault right."
            : "Let the repair put right what each fault of this check changes.")
      }
    }
    note(.repair, of: run.step, title, problem, at: place, since: began)
    if problem == nil { return true }
    return try await restore(run)
  }

  /// The next fault needs a step that is in place.
  private func restore(_ run: StepRun) async throws -> Bool {
    guard try await runner.cleanUp(run).outcome == .passed else { return false }
    return try await runner.perform(run, failures: 0).outcome == .passed
  }

  /// What went wrong; `nil` when all succeeded.
  private func execute(_ scripts: [Script], in run: StepRun) async throws -> Outcome? {
    try run.outputs.create()
    defer { run.outputs.remove() }
    let outcome = try await run.run(
      scripts, run.transcript(), with: ["LABS_OUTPUT": run.outputs.path])
    if outcome == .interrupted { throw CancellationError() }
    return outcome
  }
}
