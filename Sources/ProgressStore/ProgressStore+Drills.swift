public import CourseModel
import GRDB

/// Labs that were broken on purpose.
extension ProgressStore {
  /// To be called before the fault's script runs: then a drill is known however that ends.
  ///
  /// - Returns: The drill with its id.
  public func begin(_ drill: Drill) throws -> Drill {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO drill (lab, target, step, checkName, title, seed, startedAt)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          drill.lab.text, drill.target.description, drill.step.text, drill.check.text, drill.title,
          Int64(bitPattern: drill.seed), drill.startedAt.milliseconds,
        ])
      return try database.drill(database.lastInsertedRowID) ?? drill
    }
  }

  /// The drill is over: the step's checks pass again.
  public func mend(_ drill: Drill) throws -> Drill {
    try write { database in
      try database.execute(
        sql: "UPDATE drill SET mendedAt = ? WHERE id = ?",
        arguments: [now().milliseconds, drill.id])
      return try drill.id.flatMap { try database.drill($0) } ?? drill
    }
  }

  /// As if it had never been: the fault could not be made, or the step was cleaned.
  public func forget(_ drill: Drill) throws {
    try write { try $0.execute(sql: "DELETE FROM drill WHERE id = ?", arguments: [drill.id]) }
  }

  /// In the order of their beginnings.
  public func drills(of lab: Slug, on target: Target) throws -> [Drill] {
    try read { try $0.drills("lab = ? AND target = ?", [lab.text, target.description]) }
  }
}

extension Database {
  /// In the order of their beginnings.
  func drills(_ condition: String, _ arguments: StatementArguments = []) throws -> [Drill] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM drill WHERE \(condition) ORDER BY id", arguments: arguments
    ).compactMap(Drill.init(row:))
  }

  fileprivate func drill(_ id: Int64) throws -> Drill? {
    try Row.fetchOne(self, sql: "SELECT * FROM drill WHERE id = ?", arguments: [id])
      .flatMap(Drill.init(row:))
  }
}

extension Drill {
  /// `nil` when a name in it is not one that this program writes.
  fileprivate init?(row: Row) throws {
    guard let lab = try Slug(row.value("lab")), let target = try Target(row.value("target")),
      let step = try Slug(row.value("step")), let check = try Slug(row.value("checkName"))
    else { return nil }
    try self.init(
      id: row.value("id"), lab: lab, target: target, step: step, check: check,
      title: row.value("title"),
      seed: UInt64(bitPattern: row.value("seed")),
      startedAt: Timestamp(milliseconds: row.value("startedAt")),
      mendedAt: (row.value("mendedAt") as Int64?).map(Timestamp.init(milliseconds:)))
  }
}
