import ArgumentParser
import CourseModel
import ProgressStore

/// `labs doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything that labs needs, and say what to do about what is missing.",
    discussion: """
      With --repair a damaged progress file is made whole: it is copied first, and the copy is kept; \
      what can be read goes into a new file, which then takes its place.
      """
  )

  @Flag(help: "Repair the progress file, if it is damaged.")
  var repair = false

  @Flag(name: .shortAndLong, help: "Repair it without asking.")
  var yes = false

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try options.project()
    let repairs = repair ? try await repaired(project) : nil
    let findings = await Examination(machine: Machine(project: project)).findings()
    let isWell = findings.allSatisfy(\.isGood)
    if output.json {
      print(envelope(findings, repairs, isWell).text)
    } else {
      let style = output.style
      let text = findings.map { $0.text(style) }.joined()
      let verdict = isWell ? style.good("All good.") : style.bad("Something is missing.")
      Terminal.standardOutput.write(text + verdict + "\n")
    }
    if !isWell { throw ExitCode.environmentNotReady }
  }

  /// `nil` when there was nothing to repair.
  private func repaired(_ project: Project) async throws -> RepairReport? {
    guard let damage = try ProgressStore.damage(at: project.database) else { return nil }
    try await confirm(damage, project.short(project.database))
    let repair = ProgressRepair(path: project.database, ledger: project.ledger)
    let report = RepairReport(try repair.run(), project)
    if !output.json { Terminal.standardOutput.write(report.text(output.style)) }
    return report
  }

  private func confirm(_ damage: ProgressDamage, _ path: String) async throws {
    guard !yes else { return }
    guard !output.json, Terminal.standardInput.isTerminal else {
      throw LabsError(
        .confirmationNeeded, "“\(path)” is damaged. \(damage.explanation)",
        hint: "Have it repaired with: labs doctor --repair --yes.")
    }
    Terminal.standardOutput.write(
      "“\(path)” is damaged. \(damage.explanation)\nIt is copied first, and the copy is kept. "
        + "Repair it?  y yes · Enter no  ")
    let answer = try await Keyboard(terminal: .standardInput).key()
    Terminal.standardOutput.write("\n")
    guard answer == "y" else {
      throw LabsError(.confirmationNeeded, "Nothing was changed.")
    }
  }

  private func envelope(
    _ findings: [Examination.Finding], _ repair: RepairReport?, _ isWell: Bool
  ) -> Envelope<Payload> {
    Envelope(
      command: "doctor", status: isWell ? .ok : .failed,
      data: Payload(findings: findings, repair: repair),
      error: findings.first { !$0.isGood }.map {
        .init(
          code: ExitCode.environmentNotReady.rawValue, message: "\($0.subject): \($0.found)",
          hint: $0.remedy ?? "")
      })
  }

  private struct Payload: Encodable {
    let findings: [Examination.Finding]

    /// `null` when nothing was repaired.
    let repair: RepairReport?

    enum CodingKeys: CodingKey {
      case findings, repair
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(findings, forKey: .findings)
      try container.encode(repair, forKey: .repair)
    }
  }
}
