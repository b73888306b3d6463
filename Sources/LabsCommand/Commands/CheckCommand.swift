import ArgumentParser
import CourseModel
import LabRunner

/// `labs check`
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check what is in place, and change nothing."
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Argument(help: "One step alone, by its name or number.")
  var step: String?

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let bench = try Workbench(lab, in: options.project(), style: output.style)
    let steps = try bench.steps(named: step)
    let speaker = Speaker(output: output, bench: bench)
    let summary = try await bench.work(command: "check", guide: speaker.guide) { runner in
      try await runner.check(bench.lab, steps: steps)
    }
    try speaker.conclude(summary, command: "check")
  }
}
