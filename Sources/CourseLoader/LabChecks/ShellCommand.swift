/// A simple command of a shell text: its name and its arguments.
struct ShellCommand: Equatable {
  struct Word: Equatable {
    /// Without quotes; what would be put in place of a `$` is left out.
    var text = ""

    /// Whether nothing is put in anywhere.
    var isConstant = true
  }

  /// What stands between it and the command before it.
  enum Connector: Equatable {
    /// The line's end, a semicolon, or nothing at all.
    case sequence
    case pipe
    case and
    case or
  }

  /// Assignments, redirections and reserved words are no words of it.
  let words: [Word]

  /// In the text, counted from 1.
  let line: Int
  let connector: Connector

  /// In brackets, a substitution, or behind reserved words and `!`.
  let isNested: Bool

  var name: String { words[0].isConstant ? words[0].text : "" }

  /// In the order of the text; those of a substitution come before the command that it is part of.
  ///
  /// Follows bash's grammar as far as scripts of labs go. Where it is not sure (`case`, backquotes,
  /// arithmetic commands, something that is never closed), there are none: no finding is better than
  /// a false one.
  static func all(in text: String) -> [ShellCommand] {
    var scanner = ShellCommandScanner(text)
    return scanner.commands() ?? []
  }
}
