public import CourseModel
import GRDB

/// What a run writes down. The names are those that the lab runner's journal asks for.
extension ProgressStore {
  public func begin(_ attempt: Attempt) throws -> AttemptID {
    try write { database in
      let moment = now()
      let id = try database.insert(attempt, at: moment)
      let state = try database.state(of: StepKey(attempt))
      try database.setState(of: StepKey(attempt), to: state.beginning(attempt, at: moment))
      return id
    }
  }

  public func record(_ result: CheckResult, of attempt: AttemptID) throws {
    try write(outlivesPowerLoss: false) { try $0.insert(result, of: attempt) }
  }

  public func end(_ id: AttemptID, with ending: AttemptEnding) throws {
    try write { database in
      let attempt = try database.attempt(id, path: path)
      try database.end(id, with: ending)
      let key = StepKey(attempt)
      if attempt.kind == .clean, ending.outcome == .passed {
        try database.forgetOutputs(of: key)
      } else {
        try database.keep(ending.outputs, of: key, from: id)
      }
      let state = try database.state(of: key)
      try database.setState(of: key, to: state.ending(attempt, ending.outcome, at: now()))
    }
  }

  /// An attempt without scripts, all at once.
  public func record(_ attempt: Attempt, results: [CheckResult], ending: AttemptEnding) throws {
    try write { database in
      let moment = now()
      let id = try database.insert(attempt, at: moment)
      for result in results { try database.insert(result, of: id) }
      try database.end(id, with: ending)
      let state = try database.state(of: StepKey(attempt))
      try database.setState(
        of: StepKey(attempt), to: state.adding(attempt, ending.outcome, at: moment))
    }
  }

  /// What somebody handed on by hand; the step stands as before.
  public func record(_ outputs: [String: String], of attempt: Attempt) throws {
    try write { database in
      let id = try database.insert(attempt, at: now())
      try database.end(id, with: AttemptEnding(.skipped, duration: .zero))
      try database.keep(outputs, of: StepKey(attempt), from: id)
    }
  }

  public func recordHint(for step: Slug, of lab: Slug, on target: Target) throws {
    try write { database in
      let key = StepKey(lab: lab, target: target, step: step)
      let state = try database.state(of: key)
      try database.setState(of: key, to: state.withHints(state.hintsUsed + 1))
    }
  }

  /// Attempts that began and never ended: their process was killed. They are marked as interrupted.
  ///
  /// To be called by who holds the lab's ``LabLock``: then nobody else is at work on it.
  /// - Returns: how many there were.
  @discardableResult
  public func endAbandonedAttempts(of lab: Slug) throws -> Int {
    let abandoned = try read { try $0.attemptsAtWork(of: lab) }
    guard !abandoned.isEmpty else { return 0 }
    return try write { database in
      for id in abandoned {
        let attempt = try database.attempt(id, path: path)
        try database.execute(
          sql: "UPDATE attempt SET outcome = 'interrupted' WHERE id = ?", arguments: [id.number])
        let state = try database.state(of: StepKey(attempt))
        guard state.standing == .begun else { continue }
        try database.setState(
          of: StepKey(attempt),
          to: state.ending(attempt, .interrupted, at: state.at ?? now()))
      }
      return abandoned.count
    }
  }

  /// Forgets everything about a lab, on one target or, without one, on all.
  public func reset(_ lab: Slug, on target: Target? = nil) throws {
    try write { database in
      for table in ["stepOutput", "stepState", "attempt", "drill", "binding"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE lab = ? AND target = ifnull(?, target)",
          arguments: [lab.text, target?.description])
      }
      try database.execute(
        sql: "DELETE FROM run WHERE id NOT IN (SELECT run FROM attempt)")
    }
  }
}
