import CourseModel

extension ShellSyntax.Problem {
  /// Bash's complaint in an author's words.
  func diagnostic(of text: ShellText) -> Diagnostic {
    let (message, remedy, place) = explained(text)
    let last = text.text.split(separator: "\n", omittingEmptySubsequences: false).count
    return Diagnostic(
      text.isRun ? .error : .warning, at: text.location(ofLine: min(place, last)), message,
      remedy: remedy,
      rule: .invalidShell)
  }

  /// Output below a command is no mistake of its author's.
  func isSure(of text: ShellText) -> Bool {
    !text.isGuessed
      || complaint.contains("looking for matching `") && ShownCommand.holds(line, of: text.text)
  }

  private func explained(_ text: ShellText) -> (message: String, remedy: String, line: Int) {
    if let token = complaint.quoted(after: "near unexpected token `") {
      let found = token == "newline" ? "the line's end" : "“\(token.quotable)”"
      return ("Bash cannot make sense of \(found) here.", remedy(text), line)
    }
    if let mark = complaint.quoted(after: "looking for matching `") {
      return (
        "A “\(mark)” is missing: bash reads on to the end of the text.",
        "Close what is open here.", line
      )
    }
    if complaint.contains("here-document"), let word = complaint.quoted(after: "(wanted `") {
      let words = complaint.split(separator: " ")
      let number = words.firstIndex(of: "line").flatMap { Int(words[$0 + 1]) }
      return (
        "The here-document that begins here is never ended.",
        "End it with a line “\(word)” that holds nothing else.", number ?? line
      )
    }
    if complaint.contains("unexpected end of file") {
      return (
        "Something in this text is never closed.",
        "Close every if with fi, every loop with done, every case with esac, every bracket.", 1
      )
    }
    return ("Bash cannot make sense of this: \(complaint.quotable).", remedy(text), line)
  }

  private func remedy(_ text: ShellText) -> String {
    let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false)
    let here = lines.indices.contains(line - 1) ? lines[line - 1] : ""
    if text.isRun {
      return here.contains("<") && here.contains(">")
        ? "To bash “<name>” is a redirection: write a variable, for example \"$NAME\"."
        : "Correct the script."
    }
    // `gitpod /workspace/cruddur (main) $ ls`, `you@host:~$ ls`
    let hasPrompt = lines.contains { $0.contains(") $ ") || $0.contains("~$ ") }
    let isOutput = hasPrompt || lines.contains { ["{", "["].contains($0.first) }
    return isOutput
      ? "This looks like a prompt or output: name the language console, and begin each command with "
        + "“$ ”."
      : "Correct it, or name the block's language, if it is no shell."
  }
}

extension String {
  /// What stands between `mark` and the next `'`.
  fileprivate func quoted(after mark: String) -> String? {
    guard let start = firstRange(of: mark)?.upperBound else { return nil }
    let rest = self[start...]
    guard let end = rest.dropFirst().firstIndex(of: "'") else { return nil }
    return String(rest[..<end])
  }
}
