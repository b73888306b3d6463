import ArgumentParser
import CourseModel
import Foundation
import ProgressStore

/// `labs import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in your progress from another machine, as labs export wrote it.",
    discussion: """
      A file that was changed is refused; all of it is taken in, or nothing, and a second time adds \
      nothing. What labs created in an account stays with the machine that created it: clean it \
      there. To read what others handed in: labs report --from FILE.
      """
  )

  @Argument(help: "A file that labs export has written.")
  var file: String

  @Flag(name: .shortAndLong, help: "Add another labs folder's progress to what is here.")
  var yes = false

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "The key that it has to be sealed with; only you may read its file (0600).",
      valueName: "file"))
  var keyFile: String?

  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try options.project()
    let keys = try keyFile.map { [try ExportKey(file: $0)] } ?? []
    let sealed = try HandedInFile(path: file, keys: keys).sealed
    let key = try PseudonymKey(reading: project.pseudonymKey)
    let own = key.map { Pseudonyms(key: $0.bytes) { $0 }.progress }
    if let key, own == sealed.export.heading.progress, !sealed.isSealed(byInstallation: key.bytes) {
      throw LabsError(
        .notPassed, "“\(file)” says that it is from here, and was not sealed here: it was changed.",
        hint: "Take the file as it was, or export again.")
    }
    let taken = try ProgressStore(path: project.database)
      .take(sealed.export, own: own, acceptsOthers: yes)
    let left = sealed.export.standingResources
    if output.json {
      print(Envelope(command: "import", status: .ok, data: Payload(taken, sealed)).text)
    } else {
      Terminal.standardOutput.write(words(taken))
    }
    guard !left.isEmpty else { return }
    let labs = Set(left.map(\.lab.text)).sorted()
    Terminal.standardError.write(
      "labs: \(left.count.counted("thing")) of \(labs.joined(separator: ", ")) stood on your AWS "
        + "account, and only the machine that made them can take them away: "
        + "labs clean \(labs[0]) --target aws, there.\n")
  }

  private func words(_ taken: ProgressImport) -> String {
    let labs = taken.labs.map(\.text).joined(separator: ", ")
    let place = labs.isEmpty ? "" : " at \(labs)"
    let known = taken.known == 0 ? "" : " Already here: \(taken.known.counted("attempt"))."
    return "Took in \(taken.added.counted("attempt"))\(place) from \(file).\(known)\n"
  }

  private struct Payload: Encodable {
    let progress: String
    let added: Int
    let known: Int
    let labs: [String]
    let seal: String

    /// The name of the key, where one was asked for.
    let key: String?

    init(_ taken: ProgressImport, _ sealed: SealedExport) {
      progress = sealed.export.heading.progress
      added = taken.added
      known = taken.known
      labs = taken.labs.map(\.text)
      seal = sealed.seal.hexadecimal
      key = sealed.key
    }
  }
}
