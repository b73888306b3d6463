public import CourseModel
import GRDB

/// What is known.
extension ProgressStore {
  public func state(of step: Slug, in lab: Slug, on target: Target) throws -> StepState {
    try read { try $0.state(of: StepKey(lab: lab, target: target, step: step)) }
  }

  /// Of the steps that anything is known of; costs the same however many attempts there were.
  public func states(of lab: Slug, on target: Target) throws -> [Slug: StepState] {
    let rows = try read { try $0.states(of: lab, on: target) }
    return Dictionary(rows.compactMap { row in Slug(row.step).map { ($0, row.state) } }) { $1 }
  }

  /// What all the lab's steps handed on, by variable name; of two, the later attempt's.
  public func outputs(of lab: Slug, on target: Target) throws -> [String: String] {
    let rows = try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT name, value FROM stepOutput WHERE lab = ? AND target = ? ORDER BY attempt",
        arguments: [lab.text, target.description]
      ).map { (try $0.value("name") as String, try $0.value("value") as String) }
    }
    return Dictionary(rows) { $1 }
  }

  /// The targets against which anything of the lab was tried, in name order.
  public func targets(of lab: Slug) throws -> [Target] {
    let names = try read { database in
      try String.fetchAll(
        database, sql: "SELECT DISTINCT target FROM stepState WHERE lab = ? ORDER BY target",
        arguments: [lab.text])
    }
    return names.compactMap(Target.init)
  }

  /// The latest attempts of a lab, the latest first: of one step, or of all.
  public func attempts(
    of lab: Slug, step: Slug? = nil, on target: Target, limit: Int = 100
  ) throws -> [RecordedAttempt] {
    let ofStep = step == nil ? "" : "AND step = :step"
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM attempt WHERE lab = :lab AND target = :target \(ofStep)
          ORDER BY id DESC LIMIT :limit
          """,
        arguments: StatementArguments(
          ["lab": lab.text, "target": target.description, "limit": limit]
            .merging(step.map { ["step": $0.text] } ?? [:]) { $1 })
      ).compactMap { row in
        try RecordedAttempt(row: row, results: database.results(of: AttemptID(row.value("id"))))
      }
    }
  }
}
