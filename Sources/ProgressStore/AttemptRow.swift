import CourseModel
import GRDB

extension Database {
  func insert(_ attempt: Attempt, at moment: Timestamp) throws -> AttemptID {
    try execute(
      sql: "INSERT OR IGNORE INTO run (id, startedAt) VALUES (?, ?)",
      arguments: [attempt.runID, moment.milliseconds])
    try execute(
      sql: """
        INSERT INTO attempt (run, kind, lab, step, target, labDigest, stepDigest, account, region,
          startedAt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        attempt.runID, attempt.kind.rawValue, attempt.lab.text, attempt.step.text,
        attempt.target.description, attempt.labDigest.hexadecimal, attempt.stepDigest.hexadecimal,
        attempt.account, attempt.region, moment.milliseconds,
      ])
    return AttemptID(lastInsertedRowID)
  }

  func insert(_ result: CheckResult, of attempt: AttemptID) throws {
    try execute(
      sql: """
        INSERT INTO checkResult (attempt, name, title, verdict, expected, found, command, hint,
          microseconds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        attempt.number, result.id.text, result.title, result.verdict.rawValue, result.expected,
        result.found, result.command, result.hint, result.duration.microseconds,
      ])
  }

  func end(_ attempt: AttemptID, with ending: AttemptEnding) throws {
    try execute(
      sql: "UPDATE attempt SET outcome = ?, microseconds = ?, transcript = ? WHERE id = ?",
      arguments: [
        ending.outcome.description, ending.duration.microseconds, ending.transcript, attempt.number,
      ])
  }

  /// - Throws: `LabsError` when there is none: the lab was reset while it was at work.
  func attempt(_ id: AttemptID, path: String) throws -> Attempt {
    let row = try Row.fetchOne(
      self, sql: "SELECT * FROM attempt WHERE id = ?", arguments: [id.number])
    guard let row, let attempt = try Attempt(row: row) else {
      throw LabsError(
        .environmentNotReady, "Attempt \(id.number) is not in “\(path)” any more.",
        hint: "The lab was reset meanwhile; run it again.")
    }
    return attempt
  }

  func attemptsAtWork(of lab: Slug) throws -> [AttemptID] {
    try Int64.fetchAll(
      self, sql: "SELECT id FROM attempt WHERE lab = ? AND outcome IS NULL ORDER BY id",
      arguments: [lab.text]
    ).map(AttemptID.init)
  }

  func keep(_ outputs: [String: String], of key: StepKey, from attempt: AttemptID) throws {
    for (name, value) in outputs {
      try execute(
        sql: """
          INSERT OR REPLACE INTO stepOutput (lab, target, step, name, value, attempt)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          key.lab.text, key.target.description, key.step.text, name, value, attempt.number,
        ])
    }
  }

  func forgetOutputs(of key: StepKey) throws {
    try execute(
      sql: "DELETE FROM stepOutput WHERE lab = ? AND target = ? AND step = ?",
      arguments: [key.lab.text, key.target.description, key.step.text])
  }
}

extension Attempt {
  /// `nil` when a name in it is not one that this program writes.
  init?(row: Row) throws {
    guard let kind = try Kind(rawValue: row.value("kind")), let lab = try Slug(row.value("lab")),
      let step = try Slug(row.value("step")), let target = try Target(row.value("target"))
    else { return nil }
    try self.init(
      kind: kind, lab: lab, step: step, labDigest: Digest(hexadecimal: row.value("labDigest")),
      stepDigest: Digest(hexadecimal: row.value("stepDigest")), target: target,
      account: row.value("account"),
      region: row.value("region"), runID: row.value("run"))
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
