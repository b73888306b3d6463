import ArgumentParser
import CourseModel
import LabRunner

/// `labs clean`
struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Take away what a lab's steps made, the last step first."
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Argument(help: "One step alone, by its name or number.")
  var step: String?

  @Flag(help: "Also run the cleanups of steps that were never begun.")
  var all = false

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let bench = try Workbench(lab, in: options.project(), style: output.style)
    let steps = try bench.steps(named: step)
    let speaker = Speaker(output: output, bench: bench, success: "cleaned")
    let summary = try await bench.work(command: "clean", guide: speaker.guide) { runner in
      try await runner.clean(bench.lab, steps: steps, all: all)
    }
    try speaker.conclude(summary, command: "clean")
  }
}
