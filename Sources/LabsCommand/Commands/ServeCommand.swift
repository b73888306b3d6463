import ArgumentParser
import CourseModel
import SiteGenerator
import SiteServer

/// `labs serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Build the site and show it on this machine, drafts included."
  )

  @Option(help: "The port on 127.0.0.1; 0 takes any that is free.")
  var port: UInt16 = 8000

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let publication = try Publication(project: options.project(), drafts: true)
    let report = try publication.preview()
    Terminal.standardOutput.write(report.text(output.style, project: publication.project))
    if report.hasErrors {
      throw LabsError(
        .usage, "The site was not built, so there is nothing to show.",
        hint: "Mend the errors above and start again.")
    }
    try await SiteServer(folder: publication.project.site, port: port).run { port in
      Terminal.standardOutput.write("Serving http://127.0.0.1:\(port)/ until Ctrl-C.\n")
    }
  }
}
