import ArgumentParser
import CourseModel

/// `labs build`
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Turn the notes and the labs into a site in _site."
  )

  @Option(
    name: .customLong("base-url"), help: "Where the site will be: https://example.com/course.")
  var baseURL: String?

  @Flag(help: "Also publish notes that are marked as drafts.")
  var drafts = false

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let publication = try Publication(project: options.project(), drafts: drafts)
    let report = try publication.publish(baseURL: baseURL)
    try report.say(with: output, command: "build", project: publication.project)
  }
}
