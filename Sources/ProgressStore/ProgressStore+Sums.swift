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
          SELECT step, total(microseconds) AS sum, max(startedAt), labDigest FROM attempt
          WHERE lab = ? AND target = ? AND kind IN ('run', 'check') GROUP BY step
          """,
        arguments: [lab.text, target.description])
    }
    return Dictionary(
      rows.compactMap { row in
        Slug(row["step"]).map { step in
          let sum = AttemptSum(
            duration: .microseconds(Int64(row["sum"] as Double)),
            labDigest: Digest(hexadecimal: row["labDigest"]))
          return (step, sum)
        }
      }
    ) { $1 }
  }
}
