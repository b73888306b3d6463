import ArgumentParser
import CourseModel
import Foundation

/// `labs new <folder>`
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a course with a note and a lab, to write your own from."
  )

  @Argument(help: "A new folder, or an empty one.")
  var folder: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try Project(root: nil)
    try NewCourse(template: project.home + "/Sources/NewCourse").make(in: folder)
    if output.json {
      print(Envelope(command: "new", status: .ok, data: ["folder": folder]).text)
    } else {
      Terminal.standardOutput.write(words(output.style, labs: Self.labs(of: project)))
    }
  }

  private func words(_ style: Style, labs: String) -> String {
    let isHere = URL(fileURLWithPath: folder).path == FileManager.default.currentDirectoryPath
    let next =
      (isHere ? [] : [("cd \(folder.shellQuoted)", "")]) + [
        ("\(labs) serve", "shows the site while you write"),
        ("\(labs) run greeting", "runs the lab; no AWS account is needed"),
      ]
    let width = next.map(\.0.count).max() ?? 0
    let lines = next.map { command, purpose in
      purpose.isEmpty ? "  \(command)\n" : "  \(command.padded(to: width))  \(purpose)\n"
    }
    return style.good("Made: ") + "a course with a note and a lab in \(folder).\n" + lines.joined()
  }

  /// How labs is started from another folder.
  private static func labs(of project: Project) -> String {
    Machine(project: project).path(ofAny: ["labs"]) == nil
      ? "\(project.home)/bin/labs".shellQuoted : "labs"
  }
}

extension String {
  /// As one word of a shell's command line.
  fileprivate var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "/._-+".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain && !isEmpty && !hasPrefix("-")
      ? self : "'" + replacing("'", with: #"'\''"#) + "'"
  }
}
