import ArgumentParser
import CourseModel
import Foundation

/// `labs report`
struct ReportCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown
    case html
    case csv
    case json
    case junit
  }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what was done at a lab: a row for each step, as it is recorded.",
    discussion: """
      With outcome, target, attempts, hints, time and the lab's version. It holds no account number, \
      no secret and nothing that a script printed. Work on an emulated account is called so.
      """
  )

  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Option(help: "markdown, html, csv, json or junit.")
  var format: Format = .markdown

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Write it to a file instead of standard output.", valueName: "file"))
  var file: String?

  @OptionGroup var place: TargetOptions
  @OptionGroup var options: ProjectOptions

  @Flag(help: "The same as --format json.")
  var json = false

  func run() async throws {
    let report = try LabReport(of: Workbench(lab, in: options.project(), on: place.target))
    let text =
      switch json ? .json : format {
      case .markdown: MarkdownReport(report).text
      case .html: HTMLReport(report).text
      case .csv: CSVReport(report).text
      case .json: Envelope(command: "report", status: .ok, data: report).text + "\n"
      case .junit: JUnitReport(report).xml
      }
    guard let file else { return Terminal.standardOutput.write(text) }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw LabsError(
        .environmentNotReady, "“\(file)” cannot be written.", hint: "Give a path that can be.")
    }
  }
}
