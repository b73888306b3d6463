import ArgumentParser
import CourseModel

/// `labs lint`
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Name every mistake in the notes and the labs, and change nothing."
  )

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    let publication = try Publication(
      project: options.project(), drafts: true, isStrict: report.strict)
    let line = output.progress()
    line.begin("reading")
    let site = try publication.rehearse()
    line.end()
    try site.say(
      with: output, format: report.format, command: "lint", project: publication.project)
  }
}
