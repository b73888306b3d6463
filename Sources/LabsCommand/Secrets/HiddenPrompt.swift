import CourseModel

/// Asks for secrets on a terminal, where what is typed does not show.
struct HiddenPrompt: Sendable {
  let keyboard: Keyboard
  let terminal: Terminal

  /// The default stands where nothing is typed, `nil` then; without one it is asked again.
  ///
  /// - Throws: `CancellationError` at Ctrl-C; `LabsError` when the terminal has gone away.
  func ask(for secret: Variable) async throws -> String? {
    let words = secret.description.text
    let description = words.isEmpty ? "A secret of the lab." : words
    let instead = secret.defaultValue == nil ? "" : " Enter takes the lab's placeholder."
    terminal.write("\(description) What you type does not show.\(instead)\n")
    while true {
      terminal.write("\(secret.name): ")
      let line = try await keyboard.line(isHidden: true)
      terminal.write("\n")
      guard let line else {
        throw LabsError(.credentialsNeeded, "Nothing was given for \(secret.name).")
      }
      if !line.isEmpty { return line }
      if secret.defaultValue != nil { return nil }
    }
  }
}
