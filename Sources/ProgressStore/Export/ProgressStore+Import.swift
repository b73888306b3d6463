import CourseModel
import GRDB

/// Taking progress in.
extension ProgressStore {
  /// Adds what is not there yet: attempts, hints and drills that were put right. All of it or, when it
  /// throws, nothing; a second time adds nothing. What an account is called and what stands in it
  /// stays behind: a pseudonym leads to no account.
  ///
  /// - Parameters:
  ///   - own: The pseudonym of this progress, where it has one.
  ///   - acceptsOthers: Whether another's may be added to what is here.
  /// - Throws: `LabsError` with ``ExitCode/confirmationNeeded`` when it is another's.
  public func take(
    _ export: ProgressExport, own: String? = nil, acceptsOthers: Bool = false
  ) throws -> ProgressImport {
    try write { database in
      if !acceptsOthers { try database.requireNoStranger(export.heading.progress, own: own) }
      var changed: Set<StepKey> = []
      var added = 0
      for record in export.attempts {
        guard let target = Target(record.target) else { continue }
        let progress = record.progress ?? export.heading.progress
        if try database.take(record, on: target, from: progress == own ? nil : progress) {
          changed.insert(StepKey(lab: record.lab, target: target, step: record.step))
          added += 1
        }
      }
      for key in changed { try database.computeState(of: key) }
      for case .hints(let hints) in export.records { try database.take(hints) }
      for case .drill(let drill) in export.records { try database.take(drill) }
      return ProgressImport(
        added: added, known: export.attempts.count - added,
        labs: Set(export.attempts.map(\.lab)).sorted())
    }
  }
}

extension Database {
  /// Where nothing is, anything may come.
  fileprivate func requireNoStranger(_ progress: String, own: String?) throws {
    guard progress != own else { return }
    let origins = try Row.fetchAll(self, sql: "SELECT DISTINCT progress FROM run")
      .map { $0["progress"] as String? }
    guard !origins.isEmpty, !origins.contains(progress) else { return }
    throw LabsError(
      .confirmationNeeded,
      "This is the progress of another labs folder (\(progress)), and there is progress here already.",
      hint:
        "If both are yours, put them together with --yes. To only read it: labs report --from FILE."
    )
  }

  /// - Returns: Whether it is new.
  fileprivate func take(
    _ record: ExportRecord.Attempt, on target: Target, from progress: String?
  ) throws -> Bool {
    let isKnown = try Bool.fetchOne(
      self,
      sql: """
        SELECT EXISTS (SELECT * FROM attempt WHERE run = ? AND kind = ? AND lab = ? AND target = ?
          AND step = ? AND startedAt = ? AND outcome = ? AND microseconds IS ?)
        """,
      arguments: [
        record.run, record.kind.rawValue, record.lab.text, target.description, record.step.text,
        record.startedAt, record.outcome, record.microseconds,
      ])
    guard isKnown != true, let outcome = Outcome(record.outcome) else { return false }
    try execute(
      sql: "INSERT OR IGNORE INTO run (id, startedAt, progress) VALUES (?, ?, ?)",
      arguments: [record.run, record.startedAt, progress])
    let id = try insert(
      Attempt(
        kind: record.kind, lab: record.lab, step: record.step,
        labDigest: Digest(hexadecimal: record.labDigest),
        stepDigest: Digest(hexadecimal: record.stepDigest), target: target,
        account: record.account, region: record.region, runID: record.run),
      at: Timestamp(milliseconds: record.startedAt))
    for check in record.checks { try insert(CheckResult(check), of: id) }
    try execute(
      sql: "UPDATE attempt SET outcome = ?, microseconds = ? WHERE id = ?",
      arguments: [outcome.description, record.microseconds, id.number])
    return true
  }

  fileprivate func take(_ hints: ExportRecord.Hints) throws {
    guard let target = Target(hints.target) else { return }
    let key = StepKey(lab: hints.lab, target: target, step: hints.step)
    let state = try state(of: key)
    try setState(of: key, to: state.withHints(max(state.hintsUsed, hints.used)))
  }

  fileprivate func take(_ drill: ExportRecord.Drill) throws {
    guard let mended = drill.mended else { return }
    let known = try drills(
      "lab = ? AND target = ? AND step = ? AND checkName = ? AND startedAt = ?",
      [drill.lab.text, drill.target, mended.step.text, mended.check.text, drill.startedAt])
    guard known.isEmpty else { return }
    try execute(
      sql: """
        INSERT INTO drill (lab, target, step, checkName, title, seed, startedAt, mendedAt)
        VALUES (?, ?, ?, ?, ?, 0, ?, ?)
        """,
      arguments: [
        drill.lab.text, drill.target, mended.step.text, mended.check.text, mended.title,
        drill.startedAt, mended.at,
      ])
  }
}

extension CheckResult {
  fileprivate init(_ check: ExportRecord.Check) {
    self.init(
      id: check.check, title: check.title, verdict: check.verdict, expected: check.expected,
      found: check.found, command: check.command, hint: check.hint,
      duration: .microseconds(check.microseconds))
  }
}
