import CourseModel
import GRDB

/// Taking progress out.
extension ProgressStore {
  /// All of it, as it is at this moment; an attempt that is at work is not in it.
  public func records(disguisedBy pseudonyms: Pseudonyms) throws -> [ExportRecord] {
    try read { database in
      let disguise = Disguise(pseudonyms, known: try database.knownAccounts())
      return try database.exportedAttempts(disguise) + database.exportedHints()
        + database.exportedDrills(disguise) + database.exportedLedger(disguise)
        + database.exportedBindings(disguise)
    }
  }
}

/// What is done to every text that is taken out.
private struct Disguise {
  private let pseudonyms: Pseudonyms
  private let known: Set<String>

  init(_ pseudonyms: Pseudonyms, known: Set<String>) {
    self.pseudonyms = pseudonyms
    self.known = known
  }

  func text(_ text: String) -> String { pseudonyms.text(text, known: known) }

  func account(_ number: String) -> String { pseudonyms.account(number) }
}

extension Database {
  fileprivate func knownAccounts() throws -> Set<String> {
    try String.fetchSet(
      self,
      sql: """
        SELECT account FROM attempt WHERE account IS NOT NULL
        UNION SELECT account FROM ledger WHERE account IS NOT NULL
        UNION SELECT account FROM binding
        """)
  }

  fileprivate func exportedAttempts(_ disguise: Disguise) throws -> [ExportRecord] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT attempt.*, run.progress FROM attempt JOIN run ON run.id = attempt.run
        WHERE outcome IS NOT NULL ORDER BY attempt.startedAt, attempt.id
        """
    ).compactMap { row in
      let id = AttemptID(try row.value("id"))
      guard let recorded = try RecordedAttempt(row: row, results: try results(of: id)),
        let outcome = recorded.outcome
      else { return nil }
      let attempt = recorded.attempt
      return .attempt(
        .init(
          progress: try row.value("progress"), run: attempt.runID, kind: attempt.kind,
          lab: attempt.lab,
          step: attempt.step, target: attempt.target.description,
          labDigest: attempt.labDigest.hexadecimal, stepDigest: attempt.stepDigest.hexadecimal,
          account: attempt.account.map(disguise.account), region: attempt.region.map(disguise.text),
          startedAt: recorded.startedAt.milliseconds,
          microseconds: recorded.duration?.microseconds, outcome: outcome.description,
          checks: recorded.results.map { check(of: $0, disguise) }))
    }
  }

  private func check(of result: CheckResult, _ disguise: Disguise) -> ExportRecord.Check {
    ExportRecord.Check(
      check: result.id, title: disguise.text(result.title), verdict: result.verdict,
      expected: disguise.text(result.expected), found: disguise.text(result.found),
      command: disguise.text(result.command), hint: result.hint.map(disguise.text),
      microseconds: result.duration.microseconds)
  }

  fileprivate func exportedHints() throws -> [ExportRecord] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT lab, target, step, hintsUsed FROM stepState WHERE hintsUsed > 0
        ORDER BY lab, target, step
        """
    ).compactMap { row in
      guard let lab = Slug(try row.value("lab")), let step = Slug(try row.value("step")) else {
        return nil
      }
      return .hints(
        .init(
          lab: lab, target: try row.value("target"), step: step, used: try row.value("hintsUsed")))
    }
  }

  fileprivate func exportedDrills(_ disguise: Disguise) throws -> [ExportRecord] {
    try drills("TRUE").map { drill in
      .drill(
        .init(
          lab: drill.lab, target: drill.target.description,
          startedAt: drill.startedAt.milliseconds,
          mended: drill.mendedAt.map {
            .init(
              step: drill.step, check: drill.check, title: disguise.text(drill.title),
              at: $0.milliseconds)
          }))
    }
  }

  fileprivate func exportedLedger(_ disguise: Disguise) throws -> [ExportRecord] {
    try ledger("TRUE", []).map { entry in
      .resource(
        .init(
          lab: entry.lab, step: entry.step, target: entry.target.description,
          kind: disguise.text(entry.kind), operation: disguise.text(entry.operation),
          identifier: entry.identifier.mapValues(disguise.text),
          region: entry.region.map(disguise.text), account: entry.account.map(disguise.account),
          costs: entry.costs,
          createdAt: entry.createdAt.milliseconds, standing: entry.standing,
          goneAt: entry.goneAt?.milliseconds))
    }
  }

  fileprivate func exportedBindings(_ disguise: Disguise) throws -> [ExportRecord] {
    try Row.fetchAll(self, sql: "SELECT * FROM binding ORDER BY lab, target").compactMap { row in
      guard let lab = Slug(try row.value("lab")) else { return nil }
      return .binding(
        .init(
          lab: lab, target: try row.value("target"),
          account: disguise.account(try row.value("account")),
          region: disguise.text(try row.value("region"))))
    }
  }
}
