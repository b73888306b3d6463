import CourseModel
import LabRunner

/// What `labs verify` says: each trial as it ends, then a table and the score.
struct VerificationReport {
  let lab: Lab
  private let output: OutputOptions
  private let terminal = Terminal.standardOutput
  private let line: ProgressLine

  init(lab: Lab, output: OutputOptions) {
    self.lab = lab
    self.output = output
    line = ProgressLine(terminal: terminal, style: output.style)
  }

  func begin() {
    guard !output.json else { return }
    line.begin("proving \(lab.id)", .init(done: 0, count: lab.trials))
  }

  func tell(_ trial: Trial) {
    guard !output.json else { return }
    line.advance()
    let style = output.style
    let step = trial.step?.text ?? lab.id.text
    let time = trial.round == 1 ? "" : ", second time"
    guard let problem = trial.problem else {
      let mark = style.isPlain ? "passed" : style.good("✓")
      line.write("\(mark) \(step): \(trial.title)\(time) \(style.dim(trial.duration.text))\n")
      return
    }
    let mark = style.isPlain ? "not passed" : style.bad("✗ not passed")
    let lines = [
      "\(mark) \(step): \(trial.title)\(time)",
      "    \(trial.place): \(problem.message.replacing("\n", with: "\n      "))",
      "    \(style.isPlain ? "" : "→ ")\(problem.remedy)",
    ]
    line.write(lines.joined(separator: "\n") + "\n")
  }

  /// Throws ``ExitCode/notPassed`` when anything is less than it should be.
  func conclude(_ verification: Verification, target: Target) throws {
    line.end()
    if output.json {
      print(VerificationPayload(verification, target: target).envelope.text)
    } else {
      terminal.write(
        "\n" + VerificationTable(verification, style: output.style).text + summary(verification))
    }
    guard verification.problems.isEmpty else { throw ExitCode.notPassed }
  }

  private func summary(_ verification: Verification) -> String {
    let style = output.style
    let (caught, faults) = verification.score
    let score = "Kill score: \(caught) of \(faults.counted("fault")) caught."
    let problems = verification.problems.count
    let verdict =
      problems == 0
      ? style.good("Proved: ") + "\(lab.id), on an emulated account, run twice."
      : style.bad("Not proved: ") + "\(lab.id), \(problems.counted("problem"))."
    let limits = lab.steps.filter { !$0.onlyOnAWS.isEmpty }.map { step in
      "  \(step.id): \(step.onlyOnAWS.map(\.text).joined(separator: " "))\n"
    }
    let only = limits.isEmpty ? "" : "Only a real account can show:\n\(limits.joined())"
    return "\n\(only)\(score)\n\(verdict)\n"
  }
}

/// A row for each step, a column for each kind of trial.
struct VerificationTable {
  private let verification: Verification
  private let style: Style

  init(_ verification: Verification, style: Style) {
    self.verification = verification
    self.style = style
  }

  var text: String {
    let heads = ["step", "fails before", "runs", "passes", "caught", "put right", "cleans"]
    let rows = verification.lab.steps.map { step in
      [step.id.text]
        + [Trial.Kind.failsBefore, .runs, .passes, .fault, .repair, .cleans].map {
          cell($0, of: step)
        }
    }
    let widths = heads.indices.map { column in
      ([heads] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ") + "\n"
    }
    return style.bold(line(heads)) + rows.map(line).joined()
  }

  /// How many of such trials of a step were as they should be.
  private func cell(_ kind: Trial.Kind, of step: Step) -> String {
    let trials = verification.trials.filter { $0.kind == kind && $0.step == step.id }
    if trials.isEmpty { return "-" }
    return "\(trials.count { $0.problem == nil }) of \(trials.count)"
  }
}

extension Lab {
  /// How many trials there are when all of them can be made: see ``LabVerifier``.
  fileprivate var trials: Int {
    let twice = steps.reduce(0) { count, step in
      count + 3 + (step.scripts.contains { $0.role == .cleanup } ? 1 : 0)
    }
    let faults = steps.flatMap(\.scripts).count {
      if case .fault = $0.role { $0.target != .aws } else { false }
    }
    return 2 * (twice + 1) + 2 * faults + 1
  }
}
