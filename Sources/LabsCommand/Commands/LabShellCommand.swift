import ArgumentParser
import CourseModel
import LabRunner

/// `labs shell`: not to be taken for the runner's `ShellCommand`.
struct LabShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Open a shell with exactly the environment of a lab's scripts.",
    discussion: """
      Its `aws` is the fast one and asks the lab's account, its variables are the step's: of the first \
      step that has not passed, or of the one named. What is typed there is not recorded; \
      `labs check` finds what it did, and what it writes to $LABS_OUTPUT reaches later steps. With --command it runs that alone, and ends with 1 when it \
      fails.
      """
  )

  @Option(name: .shortAndLong, help: "Run this, and open no shell.")
  var command: String?

  @OptionGroup var arguments: LabArguments
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let bench = try arguments.workbench()
    let step = try bench.steps(named: arguments.step)?.first ?? bench.currentStep()
    guard command != nil || Terminal.standardInput.isTerminal else {
      throw LabsError(
        .usage, "A shell needs a terminal.",
        hint: "Give it something to run: labs shell \(bench.lab.id) --command 'aws …'.")
    }
    let job = Job(
      command: "shell", guide: SilentGuide(), steps: [step], options: work,
      isAlone: arguments.output.json, holdsLab: false)
    let status = try await bench.withRunner(job) { runner, cloud in
      if command == nil { Terminal.standardError.write(welcome(bench, step, cloud)) }
      return try await runner.byHand(step, of: bench.lab) { environment in
        let session = ShellSession(
          environment: environment, folder: "\(bench.project.root)/\(bench.lab.folder)")
        return try await session.run(command, prompt: "(\(bench.lab.id) \(step.id)) $ ")
      }
    }
    if command != nil, status != 0 { throw ExitCode.notPassed }
  }

  private func welcome(_ bench: Workbench, _ step: Step, _ cloud: Cloud) -> String {
    let account = cloud.account.map { ", account \($0) (\(bench.target))" } ?? ""
    return """
      A shell as the scripts of \(bench.lab.id) have it, step \(step.id)\(account).
      Leave it with exit or Ctrl-D; labs check \(bench.lab.id) tells what is in place.

      """
  }
}
