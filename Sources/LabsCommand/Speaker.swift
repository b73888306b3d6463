import CourseModel
import LabRunner
import ProgressStore

/// Says what happens in a run, in the way that the options ask for.
struct Speaker {
  let guide: any RunGuide
  private let output: OutputOptions
  private let bench: Workbench
  private let style: Style

  /// - Parameter success: What a step is called that ended well.
  init(output: OutputOptions, bench: Workbench, asks: Bool = false, success: String = "passed") {
    self.output = output
    self.bench = bench
    style = output.style
    let terminal = Terminal.standardOutput
    let question =
      asks
      ? Question(keyboard: Keyboard(terminal: .standardInput), terminal: terminal, style: style)
      : nil
    if output.json {
      guide = SilentGuide()
    } else if output.plain {
      guide = PlainGuide(question: question, success: success)
    } else {
      let text = StepText(
        style: style, width: terminal.width, target: bench.target, lab: bench.lab.id,
        success: success)
      guide = TerminalGuide(text: text, question: question)
    }
  }

  /// Which lab this is, and that nothing of it reaches a real account.
  func introduce() {
    guard !output.json, !output.plain else { return }
    let lab = bench.lab
    let width = Terminal.standardOutput.width
    var text =
      "\n\(style.bold(lab.title))  \(style.dim("\(lab.id), \(lab.steps.count.counted("step"))"))\n"
    if !lab.summary.isEmpty { text += lab.summary.wrapped(to: width) + "\n" }
    if bench.target == .emulated, lab.needsCloud {
      text += style.dim(
        "Everything happens on an emulated AWS account on this machine: no bill, no real account.")
      text += "\n"
    }
    if case .endpoint(let url) = bench.target, lab.needsCloud {
      text +=
        style.dim("Everything happens at \(url), which is not shown as a real account.") + "\n"
    }
    Terminal.standardOutput.write(text)
  }

  /// The last words, and the exit code that they stand for.
  ///
  /// - Parameter left: What a cleaning could not remove.
  func conclude(_ summary: RunSummary, command: String, left: [Leftover] = []) throws {
    let code = code(of: summary, left)
    let drills = try bench.settledDrills(after: summary, command)
    tell(of: drills)
    if output.json {
      let binding = try bench.progress().binding(of: bench.lab.id, on: bench.target)
      let payload = try SummaryPayload(
        summary, target: bench.target, binding: binding, left: left,
        drills: drills + bench.progress().openDrills(at: bench))
      print(payload.envelope(command, code).text)
    } else if !output.plain {
      Terminal.standardOutput.write("\n" + words(summary, code, command) + "\n")
    }
    if code != .allGood { throw code }
  }

  private func code(of summary: RunSummary, _ left: [Leftover]) -> ExitCode {
    if Task.isCancelled { return .interrupted }
    return summary.exitCode == .allGood && !left.isEmpty ? .resourcesLeft : summary.exitCode
  }

  private func tell(of drills: [Drill]) {
    guard !output.json else { return }
    for drill in drills {
      Terminal.standardOutput.write("\n\(style.good("Drill done:")) \(drill.words)\n")
    }
  }

  private func words(_ summary: RunSummary, _ code: ExitCode, _ command: String) -> String {
    let lab = bench.lab.id
    let passed = summary.results.count { $0.outcome == .passed }
    if code == .interrupted {
      return style.warning("Interrupted: ")
        + "\(inPlace(passed)). "
        + "labs \(command) \(lab) goes on from there."
    }
    if command == "clean" {
      return code == .allGood
        ? style.good("Clean: ") + "nothing of \(lab) is left that a step made."
        : style.bad("Not clean: ") + "see above, then run labs clean \(lab) again."
    }
    if code == .allGood {
      return style.good("Passed: ") + "\(passed) of \(summary.results.count.counted("step"))."
    }
    guard let stuck = summary.results.first(where: { !$0.isDone })?.step else {
      return style.bad("Not passed.")
    }
    let next = [
      ("labs hint \(lab) \(stuck.id)", "shows what to try"),
      ("labs check \(lab) \(stuck.id)", "checks again after you have changed something"),
      ("labs run \(lab)", "goes on from there"),
    ]
    let width = next.map(\.0.count).max() ?? 0
    let verdict = style.bad("Not passed: ") + "\(inPlace(passed))."
    return ([verdict] + next.map { "  \($0.padded(to: width))  \($1)" }).joined(separator: "\n")
  }

  private func inPlace(_ passed: Int) -> String {
    let all = bench.lab.steps.count
    return "\(passed) of \(all.counted("step")) \(all == 1 ? "is" : "are") in place"
  }
}

extension StepResult {
  /// Nothing is left to do about it in this run.
  fileprivate var isDone: Bool { outcome == .passed || course == .skipped }
}

extension Lab {
  /// Whether its scripts call AWS, as its list of tools says.
  var needsCloud: Bool {
    tools.contains { $0.commands.contains("aws") }
  }
}
