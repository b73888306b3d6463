import ArgumentParser
import CourseModel
import LabRunner

/// `labs watch`
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Look on while you do the work yourself, and move on when a step passes.",
    discussion: """
      Open `labs shell LAB` in another terminal and type there. The step's page stays here; its checks \
      run again whenever something changes, and every few seconds. Nothing is run for you. Stop it \
      with Ctrl-C; what has passed is kept.
      """
  )

  @OptionGroup var arguments: LabArguments
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let bench = try arguments.workbench()
    let steps = try bench.steps(named: arguments.step)
    let speaker = Speaker(output: arguments.output, bench: bench)
    let pulse = Pulse(of: bench)
    let job = Job(
      command: "watch", guide: speaker.guide, steps: steps ?? bench.lab.steps, options: work,
      isAlone: arguments.output.json, holdsLab: false)
    let summary = try await bench.work(job) { runner in
      speaker.introduce()
      return try await runner.watch(bench.lab, steps: steps) { try await pulse.wait() }
    }
    try speaker.conclude(summary, command: "watch")
  }
}
