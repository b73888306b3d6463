import CloudTarget
import CourseModel
import Foundation

/// The programs and folders that labs itself needs, as `bin/labs` sets them up.
struct Machine: Sendable {
  let project: Project

  var installation: Installation {
    Installation(
      home: project.home, programs: programsFolder, stateFolder: project.state + "/emulator",
      environment: ProcessInfo.processInfo.environment)
  }

  /// Where this program was built, `labs-aws` beside it.
  private var programsFolder: String {
    let executable = (Bundle.main.executablePath ?? "") as NSString
    return (executable.resolvingSymlinksInPath as NSString).deletingLastPathComponent
  }

  /// The full path of the first of these commands that is on the PATH.
  func path(ofAny commands: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return commands.lazy.flatMap { command in folders.map { "\($0)/\(command)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Throws what is missing for a lab, all of it at once.
  func requireTools(of lab: Lab) throws {
    let missing = lab.tools.filter { path(ofAny: $0.commands) == nil && $0.commands != ["aws"] }
    guard !missing.isEmpty else { return }
    let names = missing.map { $0.commands.joined(separator: " or ") }.joined(separator: ", ")
    throw LabsError(
      .environmentNotReady, "The lab \(lab.id) needs \(names), which is not on the PATH.",
      hint: missing.map(\.install.text).joined(separator: " "))
  }
}
