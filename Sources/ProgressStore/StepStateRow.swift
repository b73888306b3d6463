import CourseModel
import GRDB

/// Where a step's state is kept: progress is per lab and target.
struct StepKey: Hashable {
  let lab: Slug
  let target: Target
  let step: Slug

  init(_ attempt: Attempt) {
    self.init(lab: attempt.lab, target: attempt.target, step: attempt.step)
  }

  init(lab: Slug, target: Target, step: Slug) {
    self.lab = lab
    self.target = target
    self.step = step
  }
}

extension Database {
  func state(of key: StepKey) throws -> StepState {
    try Row.fetchOne(
      self, sql: "SELECT * FROM stepState WHERE lab = ? AND target = ? AND step = ?",
      arguments: [key.lab.text, key.target.description, key.step.text]
    ).map(StepState.init(row:)) ?? .untried
  }

  func states(of lab: Slug, on target: Target) throws -> [(step: String, state: StepState)] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM stepState WHERE lab = ? AND target = ?",
      arguments: [lab.text, target.description]
    ).map { (try $0.value("step"), try StepState(row: $0)) }
  }

  func setState(of key: StepKey, to state: StepState) throws {
    try execute(
      sql: """
        INSERT OR REPLACE INTO stepState (lab, target, step, standing, outcome, stepDigest, at,
          account, attempts, failures, hintsUsed, leftBehind)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key.lab.text, key.target.description, key.step.text, state.standing.name,
        state.standing.outcome?.description, state.stepDigest?.hexadecimal, state.at?.milliseconds,
        state.account, state.attempts, state.failures, state.hintsUsed, state.leftBehind,
      ])
  }
}

extension StepState {
  fileprivate init(row: Row) throws {
    try self.init(
      Standing(name: row.value("standing"), outcome: row.value("outcome")),
      stepDigest: (row.value("stepDigest") as String?).map(Digest.init(hexadecimal:)),
      at: (row.value("at") as Int64?).map(Timestamp.init(milliseconds:)),
      account: row.value("account"),
      attempts: row.value("attempts"), failures: row.value("failures"),
      hintsUsed: row.value("hintsUsed"),
      leftBehind: row.value("leftBehind"))
  }
}

extension StepState.Standing {
  fileprivate var name: String {
    switch self {
    case .untried: "untried"
    case .passed: "passed"
    case .notPassed: "notPassed"
    case .begun: "begun"
    case .cleaned: "cleaned"
    }
  }

  fileprivate var outcome: Outcome? {
    if case .notPassed(let outcome) = self { outcome } else { nil }
  }

  fileprivate init(name: String, outcome: String?) {
    switch name {
    case "passed": self = .passed
    case "notPassed": self = .notPassed(outcome.flatMap(Outcome.init) ?? .interrupted)
    case "begun": self = .begun
    case "cleaned": self = .cleaned
    default: self = .untried
    }
  }
}
