import ArgumentParser
import CourseModel
import Foundation
import LabRunner
import ProgressStore

/// `labs break`
struct BreakCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "break",
    abstract: "Break a passed lab without saying how, for you to find out and put right.",
    discussion: """
      One of the lab's realistic mistakes is made. `labs check` says what is wrong; you repair it, for \
      example in `labs shell`, and the next `labs check` ends the drill. A `labs run` puts it right \
      too, but then it was not you.
      """
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Option(help: "Break it in the same way as before.")
  var seed: UInt64?

  @OptionGroup var place: TargetOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let bench = try Workbench(lab, in: options.project(), on: place.target)
    let store = try bench.progress()
    try refuseSecond(try store.drills(of: bench.lab.id, on: bench.target), bench)
    let seed = seed ?? UInt64.random(in: 1...999_999)
    let job = Job(
      command: "break", guide: SilentGuide(), steps: bench.lab.steps, options: work,
      isAlone: output.json)
    try await bench.withRunner(job) { runner, _ in
      let faults = runner.faults(of: bench.lab)
      guard !faults.isEmpty else {
        throw LabsError(
          .usage, "The lab \(bench.lab.id) has no faults to make.",
          hint: "Authors write them as fences: ```sh fault=CHECK.")
      }
      try await requirePassed(bench, runner)
      var numbers = SeededNumbers(seed: seed)
      let fault = faults[Int.random(in: faults.indices, using: &numbers)]
      let drill = try store.begin(
        Drill(
          lab: bench.lab.id, target: bench.target, step: fault.step.id, check: fault.check,
          title: fault.script.title ?? "A fault of \(fault.step.title)", seed: seed,
          startedAt: .now))
      guard try await runner.make(fault, in: bench.lab) else {
        try store.forget(drill)
        throw LabsError(
          .uncheckable, "The fault that was made is not seen by its check.",
          hint: "Authors find out more with: labs verify \(bench.lab.id).")
      }
    }
    say(seed, bench)
  }

  private func refuseSecond(_ drills: [Drill], _ bench: Workbench) throws {
    guard drills.contains(where: { $0.mendedAt == nil }) else { return }
    throw LabsError(
      .notPassed, "The lab \(bench.lab.id) is broken already, and not put right.",
      hint: "See what is wrong: labs check \(bench.lab.id).")
  }

  private func requirePassed(_ bench: Workbench, _ runner: LabRunner) async throws {
    for step in bench.lab.steps where try await !runner.isInPlace(step, of: bench.lab) {
      throw LabsError(
        .notPassed,
        "Only a lab that has passed can be broken; the step \(step.id) is not in place.",
        hint: "Run it first: labs run \(bench.lab.id).")
    }
  }

  private func say(_ seed: UInt64, _ bench: Workbench) {
    if output.json {
      let payload = ["lab": bench.lab.id.text, "seed": String(seed)]
      print(Envelope(command: "break", status: .ok, data: payload).text)
      return
    }
    let style = output.style
    Terminal.standardOutput.write(
      """
      \(style.warning("Broken:")) something in \(bench.lab.id) is not as it was (seed \(seed)).
        labs check \(bench.lab.id)   shows what is wrong
        labs shell \(bench.lab.id)   is where you put it right; the next check ends the drill

      """)
  }
}

/// Numbers that look random and follow from a seed alone: SplitMix64
/// (https://dl.acm.org/doi/10.1145/2714064.2660195).
private struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
