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

  @Flag(help: "Only show the scripts, their variables filled in; start and change nothing.")
  var dryRun = false

  @OptionGroup var arguments: LabArguments
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let bench = try arguments.workbench()
    let steps = try bench.steps(named: arguments.step)
    guard !dryRun else {
      return try DryRun.cleaning(bench, steps, all: all)
        .say(arguments.output, command: "clean")
    }
    let speaker = Speaker(output: arguments.output, bench: bench, success: "cleaned")
    let job = Job(
      command: "clean", guide: speaker.guide,
      steps: try bench.leftovers(among: steps, all: all, store: bench.progress()), options: work,
      isAlone: arguments.output.json)
    let (summary, left) = try await bench.withRunner(job) { runner, cloud in
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
