import ArgumentParser
import CourseModel
import LabRunner
import ProgressStore

/// `labs hint`
struct HintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract:
      "Show the next hint for a step: of the first that has not passed, or of the one named."
  )

  @OptionGroup var arguments: LabArguments

  func run() async throws {
    let bench = try arguments.workbench()
    try bench.project.warnOfAbandonedLabs()
    let store = try bench.progress()
    let state = { (step: Step) in
      try store.state(of: step.id, in: bench.lab.id, on: bench.target)
    }
    let named = try bench.steps(named: arguments.step)?.first
    guard
      let step = try named ?? bench.lab.steps.first(where: { try state($0).standing != .passed })
    else {
      return say(nil, of: nil, bench, "Every step of \(bench.lab.id) has passed.")
    }
    let count = step.allHints.count
    guard let hint = try step.hint(after: state(step).hintsUsed) else {
      return say(nil, of: step, bench, "There is no hint for \(step.id).")
    }
    try store.recordHint(for: step.id, of: bench.lab.id, on: bench.target)
    say(hint.text, of: step, bench, "\(step.title): hint \(hint.number) of \(count)")
  }

  private func say(_ hint: String?, of step: Step?, _ bench: Workbench, _ heading: String) {
    if arguments.output.json {
      let payload = ["lab": bench.lab.id.text, "step": step?.id.text, "hint": hint]
      print(Envelope(command: "hint", status: .ok, data: payload).text)
      return
    }
    let text = hint.map {
      "\n" + Prose(width: Terminal.standardOutput.width, indent: "  ").text(of: Markdown($0))
    }
    Terminal.standardOutput.write(arguments.output.style.bold(heading) + (text ?? "") + "\n")
  }
}
