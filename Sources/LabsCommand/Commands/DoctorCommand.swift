import ArgumentParser
import CourseModel

/// `labs doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything that labs needs, and say what to do about what is missing."
  )

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let examination = Examination(machine: Machine(project: try options.project()))
    let findings = await examination.findings()
    let isWell = findings.allSatisfy(\.isGood)
    if output.json {
      let envelope = Envelope(
        command: "doctor", status: isWell ? .ok : .failed, data: ["findings": findings],
        error: findings.first { !$0.isGood }.map {
          .init(
            code: ExitCode.environmentNotReady.rawValue, message: "\($0.subject): \($0.found)",
            hint: $0.remedy ?? "")
        })
      print(envelope.text)
    } else {
      let style = output.style
      let text = findings.map { $0.text(style) }.joined()
      let verdict = isWell ? style.good("All good.") : style.bad("Something is missing.")
      Terminal.standardOutput.write(text + verdict + "\n")
    }
    if !isWell { throw ExitCode.environmentNotReady }
  }
}
