import CourseModel

/// What can be said of a lab's scripts and checks from their text alone.
struct LabChecks {
  let lab: Lab
  let findings: Findings

  func check() {
    let commands = lab.steps.flatMap(Self.commands)
    for tool in UndeclaredTools.uses(of: commands, in: lab) {
      findings.warning(
        at: tool.place,
        "“\(tool.name)” is called here, and the lab does not name it among its tools.",
        remedy: "Add it to “tools” in lab.yml, with how to install it.", rule: .labTool)
    }
    if let creation = MissingCleanup.creation(in: lab) {
      findings.warning(
        at: creation.place,
        "“\(creation.name)” makes something, and no step of the lab has a cleanup.",
        remedy: "Add a fence “```sh cleanup” that takes it away again.", rule: .labCleanup)
    }
  }

  private static func commands(of step: Step) -> [PlacedCommand] {
    step.scripts.flatMap(PlacedCommand.all)
      + step.checks.flatMap { check in
        ShellCommand.all(in: check.command).map {
          PlacedCommand(command: $0, place: check.location)
        }
      }
  }
}

/// A command of a lab, and where it is written.
struct PlacedCommand {
  let command: ShellCommand
  let place: SourceLocation

  static func all(of script: Script) -> [PlacedCommand] {
    ShellCommand.all(in: script.source).map { command in
      PlacedCommand(
        command: command,
        place: SourceLocation(
          file: script.location.file, line: (script.location.line ?? 1) + command.line - 1))
    }
  }
}
