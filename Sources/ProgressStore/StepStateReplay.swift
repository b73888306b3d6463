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
      guard let recorded = try RecordedAttempt(row: row, results: []) else { continue }
      state = state.following(recorded)
    }
    // What another machine left on its emulated account is not here.
    let leftBehind = key.target == .aws ? state.leftBehind : known.leftBehind
    try setState(of: key, to: state.withHints(known.hintsUsed).withLeftBehind(leftBehind))
  }
}

extension StepState {
  /// The state after an attempt that was recorded, as if it had been recorded just now.
  func following(_ recorded: RecordedAttempt) -> StepState {
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
