import CourseModel
import LabRunner

/// What `run`, `check` and `clean` say with `--json`.
struct SummaryPayload: Encodable {
  struct StepPayload: Encodable {
    let step: String
    let title: String
    let course: StepResult.Course
    let outcome: String
    let milliseconds: Int
    let checks: [CheckPayload]
  }

  struct CheckPayload: Encodable {
    let check: String
    let title: String
    let verdict: CheckResult.Verdict
    let expected: String
    let found: String
    let command: String
    let hint: String?
    let milliseconds: Int
  }

  let lab: String
  let labVersion: String
  let target: String

  /// On a real account, the one that the lab is bound to; else `null`.
  let account: String?
  let region: String?
  let steps: [StepPayload]

  /// The steps that were not reached.
  let remaining: [String]

  /// What a cleaning could not remove.
  let left: [Leftover]

  /// Those that this command has ended, then those that are under way.
  let drills: [DrillPayload]

  init(
    _ summary: RunSummary, target: Target, binding: AccountBinding? = nil, left: [Leftover] = [],
    drills: [Drill] = []
  ) {
    self.left = left
    self.drills = drills.map(DrillPayload.init)
    lab = summary.lab.id.text
    labVersion = summary.lab.digest.short
    self.target = target.description
    account = binding?.account
    region = binding?.region
    steps = summary.results.map(StepPayload.init)
    remaining = summary.remaining.map(\.id.text)
  }

  func envelope(_ command: String, _ code: ExitCode) -> Envelope<SummaryPayload> {
    let stuck = steps.last { $0.outcome != Outcome.passed.description }
    return Envelope(
      command: command, status: code == .allGood ? .ok : .failed, data: self,
      error: code == .allGood
        ? nil
        : .init(
          code: code.rawValue,
          message: stuck.map { "The step \($0.step) did not pass: \($0.outcome)." }
            ?? (left.isEmpty
              ? "Not passed." : "\(left.count.counted("resource")) could not be removed."),
          hint: stuck.map { "Try: labs hint \(lab) \($0.step)." } ?? left.first?.look ?? ""))
  }
}

extension SummaryPayload.StepPayload {
  fileprivate init(_ result: StepResult) {
    self.init(
      step: result.step.id.text, title: result.step.title, course: result.course,
      outcome: result.outcome.description, milliseconds: Int(result.duration / .milliseconds(1)),
      checks: result.checks.map(SummaryPayload.CheckPayload.init))
  }
}

extension SummaryPayload.CheckPayload {
  fileprivate init(_ result: CheckResult) {
    self.init(
      check: result.id.text, title: result.title, verdict: result.verdict,
      expected: result.expected, found: result.found, command: result.command, hint: result.hint,
      milliseconds: Int(result.duration / .milliseconds(1)))
  }
}
