import CloudTarget
import CourseLoader
import CourseModel
import Foundation
import LabRunner
import ProgressStore

/// A lab, with all that is needed to work on it.
struct Workbench {
  let project: Project
  let lab: Lab
  let target: Target

  /// - Throws: ``BrokenLab`` for one with mistakes.
  init(_ name: String, in project: Project, on target: Target = .emulated) throws {
    self.project = project
    self.target = target
    let loaded = try CourseLoader(root: project.root).loadLab(named: name)
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    guard let lab = loaded.lab, errors.isEmpty else {
      throw BrokenLab(lab: name, diagnostics: loaded.diagnostics, root: project.root)
    }
    self.lab = lab
  }

  /// The step with this name, as a list of one; `nil` when no step is named.
  func steps(named name: String?) throws -> [Step]? {
    guard let name else { return nil }
    if let step = lab.step(named: name) { return [step] }
    if let number = Int(name), lab.steps.indices.contains(number - 1) {
      return [lab.steps[number - 1]]
    }
    let names = lab.steps.map(\.id.text)
    let nearest = names.nearest(to: name).map { [$0] } ?? names
    throw LabsError(
      .usage, "The lab \(lab.id) has no step named “\(name)”.",
      hint: "Try: \(nearest.joined(separator: ", ")).")
  }

  /// The first step that is not known to have passed, or the last one.
  func currentStep() throws -> Step {
    let store = try progress()
    let states = try store.states(of: lab.id, on: target)
    guard
      let step = lab.steps.first(where: { states[$0.id]?.standing != .passed })
        ?? lab.steps.last
    else { throw LabsError(.usage, "The lab \(lab.id) has no steps.") }
    return step
  }

  /// Those that `labs clean` would clean, the last one first.
  func leftovers(among steps: [Step]?, all: Bool, store: ProgressStore?) throws -> [Step] {
    try (steps ?? lab.steps).reversed().filter { step in
      try all || store?.state(of: step.id, in: lab.id, on: target).mayLeaveSomething == true
    }
  }

  /// - Parameter command: What a second one is told about the holder: `run`.
  func lock(for command: String) throws -> LabLock {
    try LabLock(lab.id, in: project.locks, command: "labs \(command) \(lab.id)")
  }

  /// For the lab's own scratch files.
  var workFolder: String { "\(project.state)/work/\(lab.id)" }

  func progress() throws -> ProgressStore {
    try ProgressStore(path: project.database)
  }

  /// Holds the lab and keeps its cloud up while `work` is done on it, then leaves nothing running
  /// that was not running before.
  func work(
    _ job: Job, _ work: (LabRunner) async throws -> RunSummary
  ) async throws -> RunSummary {
    try await withRunner(job) { runner, cloud in
      let summary = try await work(runner)
      guard summary.exitCode.isOfLostCloud, await cloud.hasEnded() else { return summary }
      throw LabsError(
        .environmentNotReady, "The emulator ended while it was being used.",
        hint: "Start again: it comes back with all that was in it. "
          + "Its log is \(project.short(project.state))/emulator/emulator.log.")
    }
  }

  /// The same for any work.
  func withRunner<Value>(
    _ job: Job, _ work: (LabRunner, Cloud) async throws -> Value
  ) async throws -> Value {
    try requireTarget()
    let machine = Machine(project: project)
    try machine.requireTools(of: lab)
    let variables = try LabVariables(of: lab)
    let store = try progress()
    let secrets = try await job.secrets.secrets(
      of: lab, for: job.steps, scripts: job.scripts, on: target, isAlone: job.isAlone)
    let lock = job.holdsLab ? try lock(for: job.command) : nil
    defer { withExtendedLifetime(lock) {} }
    if job.holdsLab { _ = try store.endAbandonedAttempts(of: lab.id) }
    try store.takeIn(project.ledger)
    defer { try? store.takeIn(project.ledger) }

    var cloud = try await Cloud(for: lab, on: target, machine: machine)
    do {
      try await identify(&cloud, store, job)
      let runner = LabRunner(
        executor: Bash(), journal: store, guide: job.guide,
        surroundings: try surroundings(cloud, variables, secrets, machine))
      let value = try await work(runner, cloud)
      await cloud.close()
      return value
    } catch {
      await cloud.close()
      throw error
    }
  }

  private func surroundings(
    _ cloud: Cloud, _ variables: LabVariables, _ secrets: LabSecrets, _ machine: Machine
  ) throws -> Surroundings {
    let folder = project.root + "/" + lab.folder
    try FileManager.default.createDirectory(
      atPath: workFolder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let environment = scriptEnvironment(cloud, machine)
    return Surroundings(
      target: target, account: cloud.account, region: cloud.region,
      runID: UUID().uuidString.lowercased(), folder: folder, workFolder: workFolder,
      ledger: try cloud.pathFolder.map { _ in try project.ledger.file(for: target) },
      environment: environment.variables.merging(variables.values) { $1 },
      secretVariables: secrets.values, secrets: secrets.masked + cloud.secrets)
  }

  /// What happens on this machine alone is not to be recorded as work elsewhere.
  func requireTarget() throws {
    guard target != .emulated, !lab.needsCloud else { return }
    throw LabsError(
      .usage, "The lab \(lab.id) calls no AWS, so it cannot work on \(target).",
      hint: "Leave --target out. A lab whose scripts call `aws` names it among its tools.")
  }

  private func scriptEnvironment(_ cloud: Cloud, _ machine: Machine) -> ScriptEnvironment {
    ScriptEnvironment(
      labFolder: project.root + "/" + lab.folder, python: machine.installation.python, cloud: cloud)
  }

  /// Whose account it is, where labs did not start it itself; on a real one only after the student
  /// has confirmed it.
  private func identify(
    _ cloud: inout Cloud, _ store: ProgressStore, _ job: Job
  ) async throws {
    guard lab.needsCloud, target != .emulated else { return }
    let identity = try await CallerIdentity(
      on: target, environment: scriptEnvironment(cloud, Machine(project: project)).variables,
      folder: project.root)
    if target == .aws {
      let gate = AccountGate(
        lab: lab, target: target, store: store, confirmation: job.confirmation,
        isAlone: job.isAlone)
      try await gate.admit(identity)
    }
    cloud.take(identity)
  }
}

extension ExitCode {
  /// What a run may end with because nothing answered any more.
  fileprivate var isOfLostCloud: Bool { self == .notPassed || self == .uncheckable }
}
