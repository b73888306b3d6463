public import CourseModel
import GRDB

/// The accounts that labs are bound to.
extension ProgressStore {
  /// `nil` as long as the student has confirmed none.
  public func binding(of lab: Slug, on target: Target) throws -> AccountBinding? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT account, region FROM binding WHERE lab = ? AND target = ?",
        arguments: [lab.text, target.description]
      ).map { try AccountBinding(account: $0.value("account"), region: $0.value("region")) }
    }
  }

  /// Once: a lab that is bound stays so until it is reset.
  public func bind(_ lab: Slug, on target: Target, to binding: AccountBinding) throws {
    try write { database in
      try database.execute(
        sql: "INSERT INTO binding (lab, target, account, region, at) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          lab.text, target.description, binding.account, binding.region, now().milliseconds,
        ])
    }
  }
}
