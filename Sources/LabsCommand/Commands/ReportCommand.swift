import ArgumentParser
import CourseModel
import ProgressStore

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

      With --from it tells what others have handed in, on whichever target, and takes nothing over. \
      A file that was changed after its export is named and left out, and the command ends with 1. \
      Steps whose text is not that of this course are called changed.
      """
  )

  @Argument(help: "The lab, for example week6; with --from, all of them when none is named.")
  var lab: String?

  @Option(
    name: .customLong("from"), parsing: .upToNextOption,
    help: ArgumentHelp("Files that labs export has written.", valueName: "file"))
  var handedIn: [String] = []

  @Option(
    name: .customLong("key"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "With --from: the keys that were handed out; each file has to be sealed with one of them. Only "
        + "you may read theirs (0600).", valueName: "file"))
  var keyFiles: [String] = []

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

  func validate() throws {
    guard lab != nil || !handedIn.isEmpty else {
      throw ValidationError("Name a lab, or with --from files that were handed in.")
    }
    guard keyFiles.isEmpty || !handedIn.isEmpty else {
      throw ValidationError("A key is for files that were handed in: name them with --from.")
    }
    guard format != .junit || handedIn.isEmpty else {
      throw ValidationError("JUnit tells of one lab, and not of files that were handed in.")
    }
  }

  func run() async throws {
    let project = try options.project()
    guard let lab, handedIn.isEmpty else { return try tellOfFiles(project) }
    let report = try LabReport(of: Workbench(lab, in: project, on: place.target))
    try write(
      json || format == .json
        ? Envelope(command: "report", status: .ok, data: report).text + "\n"
        : format == .junit ? JUnitReport(report).xml : text(of: report.table))
  }

  private func tellOfFiles(_ project: Project) throws {
    let keys = try keyFiles.map(ExportKey.init(file:))
    let files = handedIn.map { HandedInReport.File($0, keys: keys) }
    let report = try HandedInReport(of: files, lab: lab, in: project)
    try write(
      json || format == .json
        ? report.envelope.text + "\n" : text(of: report.table))
    for problem in report.problems { Terminal.standardError.write("labs: \(problem)\n") }
    if !report.problems.isEmpty { throw ExitCode.notPassed }
  }

  private func text(of table: ReportTable) -> String {
    switch format {
    case .html: HTMLReport(table).text
    case .csv: CSVReport(table).text
    default: MarkdownReport(table).text
    }
  }

  private func write(_ text: String) throws {
    guard let file else { return Terminal.standardOutput.write(text) }
    try OutputFile(path: file).write(text)
  }
}
