import ArgumentParser
import CourseModel
import SiteGenerator

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

  @Option(
    help: ArgumentHelp(
      "Also write the whole site as a zip file, to be read without a network.",
      valueName: "course.zip"))
  var bundle: String?

  @Flag(help: "Compare what each page moves over the network with what it may.")
  var budget = false

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    let publication = try Publication(
      project: options.project(), drafts: drafts, isStrict: report.strict)
    let line = output.progress()
    line.begin("building")
    let site = try publication.publish(baseURL: baseURL)
    var extras = BuildExtras()
    if site.isPublished {
      if let bundle { extras.bundle = try publication.bundle(at: bundle) }
      if budget { extras.budget = try SiteBudget(site: publication.project.site) }
    }
    line.end()
    try site.say(
      with: output, format: report.format, command: "build", project: publication.project,
      extras: extras)
  }
}
