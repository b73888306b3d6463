import ArgumentParser
import CourseLoader
import CourseModel
import Foundation
import LabRunner
import ProgressStore

/// `labs export`
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write your progress to a file, to hand it in or to go on with on another machine.",
    discussion: """
      Each line holds the digest of the one before it, and the last one seals them. It holds no \
      secret, nothing that a script printed but what checks found, and pseudonyms in place of \
      account numbers. The seal shows whether the file is still what it was, and here whether it \
      was made here; that it is yours, only --key shows to others.
      """
  )

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Write it to a file instead of standard output.", valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "Seal it with the key that you were given; only you may read its file (0600).",
      valueName: "file"))
  var keyFile: String?

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !output.json || file != nil else {
      throw ValidationError("The export itself goes to standard output: --json needs --output.")
    }
  }

  func run() async throws {
    let project = try options.project()
    let key = try keyFile.map(ExportKey.init(file:))
    let own = try PseudonymKey(path: project.pseudonymKey)
    if !own.isKept {
      Terminal.standardError.write(
        "labs: “\(project.short(project.state))” cannot be written to, so accounts get other "
          + "pseudonyms the next time.\n")
    }
    let export = try ProgressExport(of: project, key: own)
    let sealed = try ExportText(export, own: own.bytes, key: key?.bytes)
    guard let file else { return Terminal.standardOutput.write(sealed.text) }
    try OutputFile(path: file).write(sealed.text)
    if output.json {
      let data = Payload(
        file: file, attempts: export.attempts.count, seal: sealed.seal.hexadecimal, key: key?.name)
      print(Envelope(command: "export", status: .ok, data: data).text)
    } else {
      Terminal.standardOutput.write(
        "Exported \(export.attempts.count.counted("attempt")) to \(file).\nSeal: \(sealed.seal)\n")
    }
  }

  private struct Payload: Encodable {
    let file: String
    let attempts: Int
    let seal: String

    /// The name of the key, if there was one.
    let key: String?
  }
}
