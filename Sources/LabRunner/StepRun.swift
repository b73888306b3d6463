import CourseModel

/// One step on its way, with what its scripts and checks need.
struct StepRun: Sendable {
  let step: Step
  let lab: Lab
  private let runner: LabRunner

  init(_ step: Step, of lab: Lab, by runner: LabRunner) {
    self.step = step
    self.lab = lab
    self.runner = runner
  }

  var outputs: StepOutputs { StepOutputs(of: step, in: runner.surroundings) }

  func attempt(_ kind: Attempt.Kind) -> Attempt {
    let surroundings = runner.surroundings
    return Attempt(
      kind: kind, lab: lab.id, step: step.id, labDigest: lab.digest, stepDigest: step.digest,
      target: surroundings.target, account: surroundings.account, region: surroundings.region,
      runID: surroundings.runID)
  }

  func scripts(_ role: Script.Role) -> [Script] {
    step.scripts(role, on: runner.surroundings.target)
  }

  /// For this target.
  func isMeant(_ script: Script) -> Bool {
    script.target == nil || script.target == runner.surroundings.target.kind
  }

  func transcript() -> Transcript {
    Transcript(runner.redactor) { [guide = runner.guide] channel, text in
      guide.report(.output(channel, text))
    }
  }

  /// Runs them one after the other, until one does not succeed: then its outcome is returned.
  func run(
    _ scripts: [Script], _ transcript: Transcript, with more: [String: String]
  ) async throws -> Outcome? {
    let environment = try scriptEnvironment().merging(more) { $1 }
    for script in scripts {
      runner.guide.report(.scriptBegan(step, script))
      let command = ShellCommand(
        name: script.location.file, text: script.source, firstLine: script.location.line ?? 1,
        environment: environment, folder: runner.surroundings.folder,
        timeout: script.timeout ?? step.timeout)
      let result = try await runner.executor.execute(command) { transcript.add($0, $1) }
      transcript.endScript()
      runner.guide.report(.scriptEnded(step, script, result.ending, result.duration))
      guard result.isSuccess else { return Outcome(of: result.ending) }
    }
    return nil
  }

  /// `handedOn` is what the step's own script has just handed on.
  func checks(failures: Int, with handedOn: [String: String] = [:]) throws -> CheckSeries {
    CheckSeries(
      step: step, environment: try environment().merging(handedOn) { $1 },
      folder: runner.surroundings.folder, failures: failures,
      longestRetry: runner.surroundings.target.settlesWithin, executor: runner.executor,
      redactor: runner.redactor, pause: runner.pause)
  }

  /// What a check creates is refused, so only scripts have the ledger.
  func scriptEnvironment() throws -> [String: String] {
    var environment = try environment()
    environment["LABS_LEDGER"] = runner.surroundings.ledger
    return environment
  }

  private func environment() throws -> [String: String] {
    let outputs = try runner.journal.outputs(of: lab.id, on: runner.surroundings.target)
    return runner.surroundings.environment(for: step, of: lab, outputs: outputs)
  }
}

extension Outcome {
  /// Of an attempt whose script ended like this, other than with success.
  fileprivate init(of ending: ShellResult.Ending) {
    switch ending {
    case .exited(let status): self = .failed(exitCode: status)
    // As shells count it.
    case .signalled(let signal): self = .failed(exitCode: 128 + signal)
    case .timedOut: self = .timedOut
    case .interrupted: self = .interrupted
    }
  }
}
