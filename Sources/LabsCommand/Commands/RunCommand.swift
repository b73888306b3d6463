import ArgumentParser
import CourseModel
import LabRunner

/// `labs run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a lab's steps in order, checking each one.",
    discussion: """
      On a terminal each step is shown first, and you are asked before it runs. What already passes \
      is not run again, so the next `labs run` goes on where the last one stopped. A step that is \
      yours to do by hand is looked at instead; its solution runs when you ask for it, and with --yes.
      """
  )

  @Flag(name: .shortAndLong, help: "Run straight through without asking.")
  var yes = false

  @Flag(help: "Clean the steps up first, and do them again.")
  var again = false

  @Flag(help: "Only show the scripts, their variables filled in; start and change nothing.")
  var dryRun = false

  @OptionGroup var arguments: LabArguments
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let bench = try arguments.workbench()
    let steps = try bench.steps(named: arguments.step)
    guard !dryRun else {
      return try DryRun.running(bench, steps, again: again)
        .say(arguments.output, command: "run")
    }
    try bench.project.warnOfAbandonedLabs()
    let asks = !yes && !arguments.output.json && Terminal.standardInput.isTerminal
    let speaker = Speaker(output: arguments.output, bench: bench, asks: asks)
    let job = Job(
      command: "run", guide: speaker.guide, steps: steps ?? bench.lab.steps, options: work,
      isAlone: arguments.output.json)
    let summary = try await bench.work(job) { runner in
      speaker.introduce()
      return try await runner.run(bench.lab, steps: steps, again: again)
    }
    try speaker.conclude(summary, command: "run")
  }
}
