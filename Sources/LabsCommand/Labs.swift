import ArgumentParser
import CourseModel

/// The program `labs`: arguments in, words out.
struct Labs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labs",
    abstract: "Publish a course, and run its labs with checks that prove the work.",
    discussion: """
      Students: `labs run week6` shows each step, runs it and checks it. No AWS account is needed.
      Instructors: `labs build` writes the site to _site, `labs serve` previews it.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Labs",
        subcommands: [
          RunCommand.self, CheckCommand.self, WatchCommand.self, LabShellCommand.self,
          HintCommand.self, StatusCommand.self, ReportCommand.self, BreakCommand.self,
          CleanCommand.self, LedgerCommand.self, ResetCommand.self, ExportCommand.self,
          ImportCommand.self,
        ]),
      CommandGroup(
        name: "Course",
        subcommands: [
          BuildCommand.self, ServeCommand.self, LintCommand.self, VerifyCommand.self,
          NewCommand.self,
        ]),
      CommandGroup(
        name: "Machine",
        subcommands: [EmulatorCommand.self, DoctorCommand.self]),
    ]
  )
}
