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

  init?(row: Row, results: [CheckResult]) {
    guard let attempt = Attempt(row: row) else { return nil }
    id = AttemptID(row["id"])
    self.attempt = attempt
    startedAt = Timestamp(milliseconds: row["startedAt"])
    outcome = (row["outcome"] as String?).flatMap(Outcome.init)
    duration = (row["microseconds"] as Int64?).map(Duration.microseconds)
    transcript = row["transcript"]
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
  fileprivate init?(row: Row) {
    guard let id = Slug(row["name"]), let verdict = Verdict(rawValue: row["verdict"]) else {
      return nil
    }
    self.init(
      id: id, title: row["title"], verdict: verdict, expected: row["expected"],
      found: row["found"], command: row["command"], hint: row["hint"],
      duration: .microseconds(row["microseconds"] as Int64))
  }
}
