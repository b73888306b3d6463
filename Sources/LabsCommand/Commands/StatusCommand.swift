import ArgumentParser
import CourseLoader
import CourseModel
import Foundation
import ProgressStore

/// `labs status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far you are, in one lab or in all of them."
  )

  @Argument(help: "The lab, for example week6; all of them when none is named.")
  var lab: String?

  @OptionGroup var place: TargetOptions
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try options.project()
    try project.warnOfAbandonedLabs()
    let names = try lab.map { [$0] } ?? CourseLoader(root: project.root).labNames()
    let reports = try names.map { name in
      try StatusReport(of: Workbench(name, in: project, on: place.target))
    }
    if output.json {
      print(envelope(reports))
    } else {
      let text = reports.map { $0.text(output.style, isPlain: output.plain) }
      Terminal.standardOutput.write(
        text.isEmpty ? "There are no labs here.\n" : text.joined(separator: "\n"))
    }
  }

  private func envelope(_ reports: [StatusReport]) -> String {
    lab == nil
      ? Envelope(command: "status", status: .ok, data: ["labs": reports]).text
      : Envelope(command: "status", status: .ok, data: reports.first).text
  }
}
