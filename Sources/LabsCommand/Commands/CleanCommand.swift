import ArgumentParser
import CourseModel
import LabRunner

/// `labs clean`
struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Take away what a lab's steps made, the last step first.",
    discussion: """
      After the cleanups the ledger is gone through: what a script has created and is still there is \
      removed too, and waited for. What cannot be removed is named, and the exit code is then 7.
      """
  )

  @Flag(help: "Also run the cleanups of steps that were never begun.")
  var all = false

  @OptionGroup var arguments: LabArguments

  func run() async throws {
    let bench = try arguments.workbench()
    let steps = try bench.steps(named: arguments.step)
    let speaker = Speaker(output: arguments.output, bench: bench, success: "cleaned")
    let (summary, left) = try await bench.withRunner(command: "clean", guide: speaker.guide) {
      runner, cloud in
      let summary = try await runner.clean(bench.lab, steps: steps, all: all)
      guard summary.exitCode != .interrupted, bench.lab.needsCloud else {
        return (summary, [Leftover]())
      }
      let guide = LedgerGuide(output: arguments.output)
      return (summary, try await bench.removeWhatStands(of: steps, in: cloud, telling: guide))
    }
    try speaker.conclude(summary, command: "clean", left: left)
  }
}
