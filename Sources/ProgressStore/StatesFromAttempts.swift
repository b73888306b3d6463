import CourseModel
import GRDB

extension Database {
  /// Gives each step that was tried, and of which no state is known, the one that follows from its
  /// attempts. How many hints it was shown does not.
  ///
  /// - Returns: How many there were.
  func followStates() throws -> Int {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT * FROM attempt WHERE (lab, target, step) NOT IN (
          SELECT lab, target, step FROM stepState)
        ORDER BY id
        """)
    var states: [StepKey: StepState] = [:]
    for row in rows {
      guard let attempt = try RecordedAttempt(row: row, results: []) else { continue }
      let key = StepKey(attempt.attempt)
      states[key] = (states[key] ?? .untried).following(attempt)
    }
    for (key, state) in states { try setState(of: key, to: state) }
    return states.count
  }
}

extension StepState {
  fileprivate func following(_ recorded: RecordedAttempt) -> StepState {
    let attempt = recorded.attempt
    let end = Timestamp(
      milliseconds: recorded.startedAt.milliseconds
        + Int64((recorded.duration ?? .zero) / .milliseconds(1)))
    switch (attempt.kind, recorded.outcome) {
    case (.shell, _):
      return self
    case (.check, let outcome?):
      return adding(attempt, outcome, at: end)
    case (.run, .skipped):
      return adding(attempt, .skipped, at: end)
    case (_, let outcome):
      let begun = beginning(attempt, at: recorded.startedAt)
      return outcome.map { begun.ending(attempt, $0, at: end) } ?? begun
    }
  }
}
