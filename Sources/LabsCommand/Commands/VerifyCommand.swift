import ArgumentParser
import CourseModel
import LabRunner

/// `labs verify`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that a lab's checks, faults and cleanups do what they say.",
    discussion: """
      On an emulated account of its own, twice: every check fails before its step's script and passes \
      after it, each fault turns its check red and is put right by its repair, running the lab again \
      changes nothing, and the cleanups leave the account as it was. Your own progress and account \
      stay as they are.
      """
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Option(help: ArgumentHelp("Also write the result as JUnit XML.", valueName: "file.xml"))
  var junit: String?

  @OptionGroup var secrets: SecretsOptions
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let ground = try ProvingGround(lab, in: options.project())
    let report = VerificationReport(lab: ground.lab, output: output)
    report.begin()
    let verification = try await ground.verify(with: secrets, isAlone: output.json) {
      report.tell($0)
    }
    if let junit { try JUnitReport(verification).write(to: junit) }
    try report.conclude(verification, target: ground.target)
  }
}
