import CourseModel
import GRDB

extension Database {
  /// The state of a step from all its attempts, in the order in which they happened, as if each had
  /// just been recorded. Hints are no attempts: they stay.
  func computeState(of key: StepKey) throws {
    let known = try state(of: key)
    var state = StepState.untried
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT attempt.*, run.progress FROM attempt JOIN run ON run.id = attempt.run
        WHERE lab = ? AND target = ? AND step = ? AND kind <> 'shell'
        ORDER BY attempt.startedAt, attempt.id
        """,
      arguments: [key.lab.text, key.target.description, key.step.text])
    for row in rows {
      guard let recorded = RecordedAttempt(row: row, results: []) else { continue }
      state = state.following(recorded)
    }
    // What another machine left on its emulated account is not here.
    let leftBehind = key.target == .aws ? state.leftBehind : known.leftBehind
    try setState(of: key, to: state.withHints(known.hintsUsed).withLeftBehind(leftBehind))
  }
}

extension StepState {
  fileprivate func following(_ recorded: RecordedAttempt) -> StepState {
    let attempt = recorded.attempt
    if attempt.kind == .check || recorded.outcome == .skipped {
      return adding(attempt, recorded.outcome ?? .interrupted, at: recorded.startedAt)
    }
    let begun = beginning(attempt, at: recorded.startedAt)
    guard let outcome = recorded.outcome else { return begun }
    let end =
      recorded.startedAt.milliseconds + Int64((recorded.duration ?? .zero) / .milliseconds(1))
    return begun.ending(attempt, outcome, at: Timestamp(milliseconds: end))
  }
}
