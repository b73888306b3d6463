import ArgumentParser
import CourseModel

/// Where a lab's secrets come from.
struct SecretsOptions: ParsableArguments {
  @Option(
    name: .customLong("secrets"),
    help: ArgumentHelp(
      "A file of NAME=value lines with the lab's secrets; only you may read it (0600).",
      valueName: "file"))
  var secretsFile: String?

  /// - Parameter isAlone: Nobody is to be asked: the output is for a program.
  func secrets(
    of lab: Lab, for steps: [Step], scripts: Script.Role?, on target: Target, isAlone: Bool
  ) async throws -> LabSecrets {
    var sources = LabSecrets.Sources(file: try secretsFile.map(SecretsFile.init))
    sources.prefersAskingToDefaults = target == .aws
    if !isAlone, Terminal.standardInput.isTerminal {
      sources.prompt = HiddenPrompt(
        keyboard: Keyboard(terminal: .standardInput), terminal: .standardError)
    }
    return try await LabSecrets(of: lab, for: steps, scripts: scripts, from: sources)
  }
}
