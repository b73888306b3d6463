import CloudTarget
import CourseModel
import Foundation
import LabRunner
import ProgressStore

/// What a command would let a lab's scripts do. Nothing is started, changed or recorded, and nobody
/// is asked.
struct DryRun: Encodable {
  struct ScriptPayload: Encodable {
    let role: String
    let place: String
    let text: String
  }

  struct StepPayload: Encodable {
    let step: String
    let title: String

    /// Of what is recorded: `passed`, `changed`, `notPassed`, `begun`, `cleaned` or `untried`.
    let standing: String
    let scripts: [ScriptPayload]
    let cost: String?
  }

  let lab: String
  let target: String
  let dryRun = true
  let steps: [StepPayload]

  /// What a cleaning would look for by the ledger, and remove where the cleanups leave it; the latest
  /// first.
  let resources: [LedgerReport.Row]
  let entries: [LedgerEntry]

  enum CodingKeys: CodingKey {
    case lab, target, dryRun, steps, resources
  }

  /// - Parameters:
  ///   - selection: Of all the lab's steps when `nil`.
  ///   - again: The steps are cleaned first, the last one first.
  static func running(_ bench: Workbench, _ selection: [Step]?, again: Bool) throws -> DryRun {
    let steps = selection ?? bench.lab.steps
    let scene = try Scene(bench)
    let cleanups = again ? steps.reversed().map { scene.payload($0, [.cleanup]) } : []
    let runs = try steps.map { step in
      let cleansFirst = try !again && scene.cleansFirst(step)
      return scene.payload(step, (cleansFirst ? [.cleanup] : []) + [.setup, .run])
    }
    return DryRun(bench, cleanups.filter { !$0.scripts.isEmpty } + runs)
  }

  static func cleaning(_ bench: Workbench, _ selection: [Step]?, all: Bool) throws -> DryRun {
    let scene = try Scene(bench)
    let steps = try bench.leftovers(among: selection, all: all, store: scene.store)
    let entries = try bench.standing(of: selection, by: scene.store).reversed()
    return DryRun(bench, steps.map { scene.payload($0, [.cleanup]) }, Array(entries))
  }

  private init(_ bench: Workbench, _ steps: [StepPayload], _ entries: [LedgerEntry] = []) {
    self.entries = entries
    resources = entries.map(LedgerReport.Row.init)
    lab = bench.lab.id.text
    target = bench.target.description
    self.steps = steps
  }
}

/// What is known without starting anything.
private struct Scene {
  let bench: Workbench
  let store: ProgressStore?
  let values: [String: String]

  init(_ bench: Workbench) throws {
    self.bench = bench
    store = try bench.project.progressToLookAt()
    var values: [String: String] = [:]
    let caller = ProcessInfo.processInfo.environment
    for variable in bench.lab.variables {
      values[variable.name] = caller[variable.name] ?? variable.defaultValue
    }
    let place =
      bench.target == .emulated
      ? AccountBinding(
        account: EmulatorAddress.usualAccount, region: EmulatorAddress.usualRegion)
      : try? store?.binding(of: bench.lab.id, on: bench.target)
    values["AWS_ACCOUNT_ID"] = place?.account
    values["AWS_REGION"] = place?.region
    values["AWS_DEFAULT_REGION"] = place?.region
    try values.merge(store?.outputs(of: bench.lab.id, on: bench.target) ?? [:]) { $1 }
    values["LABS_LAB"] = bench.lab.id.text
    values["LABS_TARGET"] = bench.target.kind.rawValue
    values["LABS_WORKDIR"] = bench.workFolder
    self.values = values
  }

  func state(of step: Step) throws -> StepState {
    try store?.state(of: step.id, in: bench.lab.id, on: bench.target) ?? .untried
  }

  /// As a run would decide it where its checks do not pass.
  func cleansFirst(_ step: Step) throws -> Bool {
    try state(of: step).mayLeaveSomething
  }

  func payload(_ step: Step, _ roles: [Script.Role]) -> DryRun.StepPayload {
    let secrets = bench.lab.variables.filter(\.isSecret)
    let filling = ScriptFilling(
      values: values.merging(["LABS_STEP": step.id.text]) { $1 },
      secrets: Set(secrets.map(\.name)),
      redactor: Redactor(secrets: secrets.compactMap { values[$0.name] }))
    let scripts = roles.flatMap { role in
      step.scripts(role, on: bench.target).map { script in
        DryRun.ScriptPayload(
          role: script.role.word, place: "\(script.location)", text: filling.text(of: script.source)
        )
      }
    }
    let state = (try? state(of: step)) ?? .untried
    return DryRun.StepPayload(
      step: step.id.text, title: step.title,
      standing: StatusReport.Row(step, state, isHeld: false).standing, scripts: scripts,
      cost: step.cost?.text)
  }
}

extension Script.Role {
  fileprivate var word: String {
    switch self {
    case .run: "run"
    case .setup: "setup"
    case .cleanup: "cleanup"
    case .fault: "fault"
    case .repair: "repair"
    }
  }
}
