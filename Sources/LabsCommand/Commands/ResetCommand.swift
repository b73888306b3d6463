import ArgumentParser
import CourseModel
import LabRunner
import ProgressStore

/// `labs reset`
struct ResetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Forget a lab's progress.",
    discussion: """
      What the steps made stays where it is: `labs clean` takes it away. It cannot be undone, so it \
      has to be confirmed with --yes.
      """
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Flag(name: .shortAndLong, help: "Do it.")
  var yes = false

  @OptionGroup var place: TargetOptions
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let bench = try Workbench(lab, in: options.project(), on: place.target)
    let store = try bench.progress()
    let attempts = try bench.lab.steps.reduce(0) { sum, step in
      try sum + store.state(of: step.id, in: bench.lab.id, on: bench.target).attempts
    }
    guard yes else {
      throw LabsError(
        .confirmationNeeded,
        "This forgets \(attempts.counted("recorded attempt")) at the lab "
          + "\(bench.lab.id).",
        hint: "Confirm with: labs reset \(bench.onTarget) --yes.")
    }
    try refuseWhileSomethingStands(bench)
    let lock = try bench.lock(for: "reset")
    defer { withExtendedLifetime(lock) {} }
    try store.reset(bench.lab.id, on: bench.target)
    if output.json {
      print(Envelope(command: "reset", status: .ok, data: ["attempts": attempts]).text)
    } else {
      Terminal.standardOutput.write(
        "Forgot \(attempts.counted("attempt")) at \(bench.lab.id). What the steps made is still there.\n"
      )
    }
  }

  /// With a real account's progress the account itself is forgotten, and what stands there would be
  /// looked for in another one.
  private func refuseWhileSomethingStands(_ bench: Workbench) throws {
    guard bench.target == .aws else { return }
    let entries = try bench.project.progressWithLedger().ledger(of: bench.lab.id, on: .aws)
    guard let first = entries.first else { return }
    let more = entries.count > 1 ? " and \((entries.count - 1).counted("more thing"))" : ""
    throw LabsError(
      .resourcesLeft,
      "By the ledger, \(first.title)\(more) of \(bench.lab.id) may still stand on your AWS account.",
      hint: "Take it away first: labs clean \(bench.onTarget). What you have looked for yourself: "
        + "labs ledger \(bench.lab.id) --forget NUMBER.")
  }
}

extension Workbench {
  /// As it is typed behind a command.
  fileprivate var onTarget: String {
    target == .emulated ? lab.id.text : "\(lab.id) --target \(target)"
  }
}
