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

  /// The same for looking only: no file is made or changed. `nil` when nothing is recorded yet.
  func progressToLookAt() throws -> ProgressStore? {
    let store = try ProgressStore(lookingAt: database)?.copiedToMemory()
    try store?.takeIn(ledger)
    return store
  }

  /// The same only to look something up, also where nothing can be written.
  func lookedUpProgress() throws -> ProgressStore {
    try ProgressStore.lookingUp(in: database, takingIn: ledger)
  }
}

extension Workbench {
  /// Removes what stands by the ledger although the cleanups have run: of these steps, or of all.
  func removeWhatStands(
    of steps: [Step]?, in cloud: Cloud, telling guide: LedgerGuide
  ) async throws -> [Leftover] {
    let store = try project.progressWithLedger()
    let entries = try standing(of: steps, by: store)
    guard !entries.isEmpty else { return [] }
    guide.begin(entries)
    let far = entries.filter { $0.isElsewhere(than: cloud.account) }
    let near = entries.filter { !$0.isElsewhere(than: cloud.account) }
    let known = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
    let tell = { @Sendable (result: RemovedResource) in
      if let entry = known[result.id] { guide.tell(entry, result) }
    }
    let results =
      far.map { RemovedResource($0, elsewhereThan: cloud.account ?? "") }
      + (near.isEmpty
        ? [] : try await removal(in: cloud).remove(near, patience: patience, each: tell))
    results.prefix(far.count).forEach(tell)
    // What was there before the run is none of the ledger's business any more.
    try store.markGone(results.filter { $0.state == .gone || $0.state == .foreign }.map(\.id))
    return results.compactMap { result in
      guard result.state == .left || result.state == .unknown else { return nil }
      return known[result.id].map { Leftover(entry: $0, result: result) }
    }
  }

  /// What stands by the ledger, in the order of creation: of these steps, or of all.
  func standing(of steps: [Step]?, by store: ProgressStore?) throws -> [LedgerEntry] {
    try (store?.ledger(of: lab.id, on: target) ?? []).filter { entry in
      steps?.contains { $0.id == entry.step } ?? true
    }
  }

  private func removal(in cloud: Cloud) -> ResourceRemoval {
    let installation = Machine(project: project).installation
    let environment = ScriptEnvironment(
      labFolder: "", python: installation.python, cloud: cloud)
    return ResourceRemoval(installation, environment: environment.variables)
  }

  /// A load balancer takes minutes to let go of its security group.
  private var patience: Duration { target == .aws ? .seconds(600) : .seconds(15) }
}

extension LedgerEntry {
  /// There a question about it would be answered by “no such thing”, which would prove nothing.
  fileprivate func isElsewhere(than here: String?) -> Bool {
    account != nil && here != nil && account != here
  }
}

extension RemovedResource {
  fileprivate init(_ entry: LedgerEntry, elsewhereThan here: String) {
    self.init(
      id: entry.id, state: .left,
      reason: "it is in the account \(entry.account ?? ""), and this is \(here)", look: nil)
  }
}
