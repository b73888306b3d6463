/// Tells what is plainly of another language from shell.
enum NotShell {
  /// What a block plainly is whose author calls it shell: a script with its first line, JSON, or what
  /// begins as only one language does.
  static func language(of text: String) -> String? {
    if text.hasPrefix("#!") {
      let program = text.prefix { $0 != "\n" }.split { "/ ".contains($0) }.last ?? ""
      return ["python", "node", "ruby", "perl"].first { program.hasPrefix($0) }
    }
    if text.first == "{" {
      return text.contains("\"") && text.contains(":") && JSONSyntax.problem(in: text) == nil
        ? "json" : nil
    }
    let first = firstLine(of: text)
    if first.hasPrefix("import ") || first.hasPrefix("from ") {
      return isImport(first.split(separator: " ")) ? "python" : nil
    }
    guard first.hasPrefix("FROM ") else { return nil }
    return ["\nRUN ", "\nCOPY ", "\nCMD ", "\nWORKDIR "].contains { text.contains($0) }
      ? "dockerfile" : nil
  }

  /// The first line that is no comment.
  private static func firstLine(of text: String) -> Substring {
    var rest = text.utf8[...]
    while let first = rest.first, first == "#" || first == "\n" {
      rest = rest.drop { $0 != "\n" }.dropFirst()
    }
    return Substring(rest.prefix { $0 != "\n" })
  }

  /// `import sys`, `from flask import Flask`; `import -window root a.png` is a command.
  private static func isImport(_ words: [Substring]) -> Bool {
    guard words.count >= 2,
      words[1].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return false }
    return words[0] == "import" ? words.count == 2 : words.count > 3 && words[2] == "import"
  }
}
