import CloudTarget
import CourseModel
import ProgressStore

extension Project {
  /// The store, with what calls have written to the ledger since it was last looked at.
  func progressWithLedger() throws -> ProgressStore {
    let store = try ProgressStore(path: database)
    try store.takeIn(ledger)
    return store
  }
}

extension Workbench {
  /// Removes what stands by the ledger although the cleanups have run: of these steps, or of all.
  func removeWhatStands(
    of steps: [Step]?, in cloud: Cloud, telling guide: LedgerGuide
  ) async throws -> [Leftover] {
    let store = try project.progressWithLedger()
    let entries = try store.ledger(of: lab.id, on: target).filter { entry in
      steps.map { $0.contains { $0.id == entry.step } } ?? true
    }
    guard !entries.isEmpty else { return [] }
    guide.begin(entries)
    let machine = Machine(project: project)
    let environment = ScriptEnvironment(
      labFolder: "", python: machine.installation.python, cloud: cloud)
    let titles = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
    let results = try await ResourceRemoval(
      machine.installation, environment: environment.variables
    ).remove(entries, patience: target == .aws ? .seconds(600) : .seconds(15)) { result in
      if let entry = titles[result.id] { guide.tell(entry, result) }
    }
    // What was there before the run is none of the ledger's business any more.
    try store.markGone(results.filter { $0.state == .gone || $0.state == .foreign }.map(\.id))
    return results.compactMap { result in
      guard result.state == .left || result.state == .unknown else { return nil }
      return titles[result.id].map { Leftover(entry: $0, result: result) }
    }
  }
}

/// What could not be removed.
struct Leftover: Encodable {
  let resource: String
  let step: String
  let reason: String
  let look: String?

  init(entry: LedgerEntry, result: RemovedResource) {
    resource = entry.title
    step = entry.step.text
    reason = result.reason ?? ""
    look = result.look.flatMap { $0.isEmpty ? nil : $0 }
  }

  enum CodingKeys: CodingKey {
    case resource, step, reason, look
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(resource, forKey: .resource)
    try container.encode(step, forKey: .step)
    try container.encode(reason, forKey: .reason)
    try container.encode(look, forKey: .look)
  }
}
