import CourseModel
import Foundation
import ProgressStore

/// How far a student is in one lab.
struct StatusReport: Encodable {
  struct Row: Encodable {
    let step: String
    let title: String

    /// `passed`, `changed`, `notPassed`, `begun`, `cleaned` or `untried`.
    let standing: String

    /// Of the attempt that decided the standing, in words; `null` when there was none.
    let outcome: String?
    let at: Date?
    let attempts: Int
    let hintsUsed: Int

    enum CodingKeys: CodingKey {
      case step, title, standing, outcome, at, attempts, hintsUsed
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(step, forKey: .step)
      try container.encode(title, forKey: .title)
      try container.encode(standing, forKey: .standing)
      try container.encode(outcome, forKey: .outcome)
      try container.encode(at, forKey: .at)
      try container.encode(attempts, forKey: .attempts)
      try container.encode(hintsUsed, forKey: .hintsUsed)
    }
  }

  let lab: String
  let title: String
  let target: String
  let labVersion: String
  let steps: [Row]

  /// Those that are under way.
  let drills: [DrillPayload]

  init(of bench: Workbench) throws {
    lab = bench.lab.id.text
    title = bench.lab.title
    target = bench.target.description
    labVersion = bench.lab.digest.short
    let store = try ProgressStore.lookingUp(in: bench.project.database)
    let isHeld = LabLock.holder(of: bench.lab.id, in: bench.project.locks) != nil
    let states = try store.states(of: bench.lab.id, on: bench.target)
    steps = bench.lab.steps.map { Row($0, states[$0.id] ?? .untried, isHeld: isHeld) }
    drills = try store.openDrills(at: bench).map(DrillPayload.init)
  }

  func text(_ style: Style, isPlain: Bool, now: Date = Date()) -> String {
    if isPlain {
      return steps.map { "\(lab): \($0.step): \($0.words(now))\n" }.joined()
        + (drills.isEmpty ? "" : "\(lab): a drill is under way\n")
    }
    let passed = steps.count { $0.standing == "passed" }
    let width = steps.map(\.step.count).max() ?? 0
    let digits = "\(steps.count)".count
    let heading = "\(style.bold(title))  \(style.dim("\(lab), \(target)"))"
    let rows = steps.enumerated().map { index, row in
      let number = "\(index + 1)".padded(to: digits)
      return "  \(row.mark(style)) \(number)  \(row.step.padded(to: width))  \(row.words(now))"
    }
    let drill =
      drills.isEmpty
      ? [] : ["  \(style.warning("A drill is under way:")) labs check \(lab) shows what is wrong."]
    return ([heading] + rows + ["  Passed: \(passed) of \(steps.count.counted("step"))."] + drill)
      .joined(separator: "\n") + "\n"
  }
}

extension StatusReport.Row {
  init(_ step: Step, _ state: StepState, isHeld: Bool) {
    self.init(
      step.id, titled: step.title, state, isChanged: state.isChanged(since: step), isHeld: isHeld)
  }

  /// Of a step that may not be in this course.
  init(_ step: Slug, titled title: String, _ state: StepState, isChanged: Bool, isHeld: Bool) {
    let (standing, outcome): (String, Outcome?) =
      switch state.standing {
      case .untried: ("untried", nil)
      case .passed where isChanged: ("changed", .passed)
      case .passed: ("passed", .passed)
      case .notPassed(let outcome): ("notPassed", outcome)
      case .begun: isHeld ? ("begun", nil) : ("notPassed", .interrupted)
      case .cleaned: ("cleaned", nil)
      }
    self.init(
      step: step.text, title: title, standing: standing, outcome: outcome?.description,
      at: state.at.map { Date(timeIntervalSince1970: Double($0.milliseconds) / 1000) },
      attempts: state.attempts, hintsUsed: state.hintsUsed)
  }

  fileprivate func mark(_ style: Style) -> String {
    switch standing {
    case "passed": style.good("✓")
    case "changed": style.warning("~")
    case "notPassed": style.bad("✗")
    case "begun": style.accent("…")
    default: style.dim("·")
    }
  }

  fileprivate func words(_ now: Date) -> String {
    let ago = at.map { ", " + now.timeIntervalSince($0).ago } ?? ""
    let tries = attempts > 1 ? ", \(attempts) attempts" : ""
    let ending = outcome.flatMap(Outcome.init)?.ending ?? ""
    return switch standing {
    case "passed": "passed\(ago)\(tries)"
    case "changed": "passed\(ago), and the step has changed since\(tries)"
    case "notPassed": "\(ending)\(ago)\(tries)"
    case "begun": "at work now"
    case "cleaned": "cleaned up\(ago)"
    default: "not done yet"
    }
  }
}

extension TimeInterval {
  /// “5 minutes ago”; a clock that went backwards says “just now”.
  fileprivate var ago: String {
    let units: [(name: String, seconds: Double)] = [
      ("day", 86_400), ("hour", 3_600), ("minute", 60),
    ]
    for unit in units where self >= unit.seconds {
      let count = Int(self / unit.seconds)
      return "\(count.counted(unit.name)) ago"
    }
    return "just now"
  }
}
