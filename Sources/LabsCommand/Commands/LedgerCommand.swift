import ArgumentParser
import CourseModel
import ProgressStore

/// `labs ledger`
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Show what labs have created in an account, and what of it still stands.",
    discussion: """
      It is written by the calls themselves, also when they are cut off, and it asks nobody: what was \
      deleted elsewhere is seen by the next `labs clean`, which looks for each.
      """
  )

  @Argument(help: "The lab, for example week6; all of them when none is named.")
  var lab: String?

  @Option(
    help: ArgumentHelp(
      "Take an entry off that you have looked for yourself, by its number.", valueName: "number"))
  var forget: Int64?

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try options.project()
    let store = try forget == nil ? project.lookedUpProgress() : project.progressWithLedger()
    let id = try lab.map { try self.id(of: $0, in: project, store) }
    if let forget {
      guard try store.ledger(of: id).contains(where: { $0.id == forget }) else {
        throw LabsError(
          .usage, "The ledger has no number \(forget) that stands.", hint: "See: labs ledger.")
      }
      try store.markGone([forget])
    }
    let report = LedgerReport(
      present: try store.ledger(of: id), gone: try store.goneLedger(of: id))
    if output.json {
      print(Envelope(command: "ledger", status: .ok, data: report).text)
    } else {
      Terminal.standardOutput.write(
        output.plain ? report.plainText : report.text(output.style))
    }
    try project.warnOfAbandonedLabs()
  }

  /// What stands of a lab does not depend on whether its files are still there, or in order.
  private func id(of name: String, in project: Project, _ store: ProgressStore) throws -> Slug {
    if let id = Slug(name), try !(store.ledger(of: id) + store.goneLedger(of: id)).isEmpty {
      return id
    }
    return try Workbench(name, in: project).lab.id
  }
}
