import CourseModel

/// A check whose command cannot fail, so that it proves nothing.
///
/// `pipefail` is on: what stands before a pipe can fail, whatever stands behind it.
enum IdleCheck {
  /// What is wrong with it; `nil` when it can fail, or that cannot be told.
  static func problem(of command: String, expecting expectation: Expectation) -> String? {
    let commands = ShellCommand.all(in: command)
    // With `errexit` a command that fails ends the check, so of several each can.
    guard let last = commands.last, !commands.contains(where: \.isNested),
      !commands.dropFirst().contains(where: { $0.connector == .sequence })
    else { return nil }
    if commands.count == 1 {
      guard expectation != .succeeds else {
        return alwaysSucceeds(last) ? "“\(last.name)” always succeeds." : nil
      }
      return isConstant(last) ? "“\(last.name)” prints the same every time." : nil
    }
    guard expectation == .succeeds, last.connector == .or, alwaysSucceeds(last) else { return nil }
    return "With “|| \(last.name)” at its end it always succeeds."
  }

  private static func alwaysSucceeds(_ command: ShellCommand) -> Bool {
    ["true", ":", "echo", "printf"].contains(command.name)
      || command.name == "exit" && command.words.dropFirst().first?.text == "0"
  }

  private static func isConstant(_ command: ShellCommand) -> Bool {
    ["echo", "printf"].contains(command.name) && command.words.allSatisfy(\.isConstant)
  }
}
