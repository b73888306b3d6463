public import CourseModel
import GRDB

/// What all attempts at a step come to.
public struct AttemptSum: Sendable, Hashable {
  /// Of its runs and checks; those whose end nobody saw count nothing.
  public let duration: Duration

  /// The lab's version in the latest of them.
  public let labDigest: Digest
}

extension ProgressStore {
  /// By step, where there was an attempt; cleanups do not count.
  public func sums(of lab: Slug, on target: Target) throws -> [Slug: AttemptSum] {
    let rows = try read { database in
      // Of the columns beside max() SQLite gives those of the row that has it
      // (https://www.sqlite.org/lang_select.html#bareagg).
      try Row.fetchAll(
        database,
        sql: """
          SELECT step, CAST(total(microseconds) AS INTEGER) AS sum, max(startedAt), labDigest
          FROM attempt
          WHERE lab = ? AND target = ? AND kind IN ('run', 'check') GROUP BY step
          """,
        arguments: [lab.text, target.description]
      ).compactMap { row in
        try Slug(row.value("step")).map { step in
          let sum = try AttemptSum(
            duration: .microseconds(row.value("sum") as Int64),
            labDigest: Digest(hexadecimal: row.value("labDigest")))
          return (step, sum)
        }
      }
    }
    return Dictionary(rows) { $1 }
  }
}
