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
