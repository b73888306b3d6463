import ArgumentParser
import CourseModel
import LabRunner

/// `labs check`
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check what is in place, and change nothing."
  )

  @OptionGroup var arguments: LabArguments
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let bench = try arguments.workbench()
    try bench.project.warnOfAbandonedLabs()
    let steps = try bench.steps(named: arguments.step)
    let speaker = Speaker(output: arguments.output, bench: bench)
    let job = Job(
      command: "check", guide: speaker.guide, steps: steps ?? bench.lab.steps, options: work,
      isAlone: arguments.output.json)
    let summary = try await bench.work(job) { runner in
      try await runner.check(bench.lab, steps: steps)
    }
    try speaker.conclude(summary, command: "check")
  }
}
