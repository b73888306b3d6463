public import CourseModel
import GRDB

/// An attempt as it is on the disk.
public struct RecordedAttempt: Sendable, Hashable, Identifiable {
  public let id: AttemptID
  public let attempt: Attempt
  public let startedAt: Timestamp

  /// `nil` while it is at work; one whose process was killed was interrupted, after an unknown time.
  public let outcome: Outcome?
  public let duration: Duration?
  public let transcript: String

  /// In the order in which they came in.
  public let results: [CheckResult]

  init?(row: Row, results: [CheckResult]) throws {
    guard let attempt = try Attempt(row: row) else { return nil }
    id = try AttemptID(row.value("id"))
    self.attempt = attempt
    startedAt = try Timestamp(milliseconds: row.value("startedAt"))
    outcome = try (row.value("outcome") as String?).flatMap(Outcome.init)
    duration = try (row.value("microseconds") as Int64?).map(Duration.microseconds)
    transcript = try row.value("transcript")
    self.results = results
  }
}

extension Database {
  func results(of attempt: AttemptID) throws -> [CheckResult] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM checkResult WHERE attempt = ? ORDER BY id",
      arguments: [attempt.number]
    ).compactMap(CheckResult.init(row:))
  }
}

extension CheckResult {
  fileprivate init?(row: Row) throws {
    guard let id = try Slug(row.value("name")),
      let verdict = try Verdict(rawValue: row.value("verdict"))
    else { return nil }
    try self.init(
      id: id, title: row.value("title"), verdict: verdict, expected: row.value("expected"),
      found: row.value("found"), command: row.value("command"), hint: row.value("hint"),
      duration: .microseconds(row.value("microseconds") as Int64))
  }
}
