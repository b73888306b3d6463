/// What ``Highlighter`` knows of a language.
struct Syntax: Sendable {
  var keywords: Set<String> = []
  var constants: Set<String> = []
  var quotes: [UInt8] = Array("\"'".utf8)

  /// Bytes besides letters, digits and underscores that a word may go on with.
  var wordBytes: [UInt8] = []

  /// Bytes after which a new command begins.
  var commandEnds: [UInt8] = []
  var hasHashComments = true
  var hasVariables = false
  var hasFlags = false
  var hasKeys = false
  var hasTripleQuotes = false
  var hasLongStrings = false
  var hasDecorators = false
  var ignoresCase = false

  /// Keywords count only as the first word of a command or line.
  var hasFirstWordKeywords = false

  /// Keywords that a command follows: `if grep …`.
  var commandKeywords: Set<String> = []

  /// The first word of a command is its name.
  var namesCommands = false

  /// `nil` when the language is not known.
  static func named(_ name: String) -> Syntax? { all[name] }

  private static let all: [String: Syntax] = [
    "sh": shell, "bash": shell, "shell": shell, "zsh": shell, "json": json, "jsonc": json,
    "yaml": yaml, "yml": yaml, "python": python, "py": python, "dockerfile": dockerfile,
    "docker": dockerfile,
  ]

  private static let shell = Syntax(
    keywords: [
      "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac",
      "in", "function", "export", "local", "readonly", "return", "exit", "set", "unset", "source",
      "trap", "shift", "declare",
    ],
    wordBytes: Array("-./:".utf8), commandEnds: Array("|&;({".utf8), hasVariables: true,
    hasFlags: true, hasLongStrings: true, hasFirstWordKeywords: true,
    commandKeywords: ["if", "then", "else", "elif", "while", "until", "do"],
    namesCommands: true)

  private static let json = Syntax(
    constants: ["true", "false", "null"], quotes: Array("\"".utf8), hasHashComments: false,
    hasKeys: true)

  private static let yaml = Syntax(
    constants: ["true", "false", "null", "yes", "no", "on", "off"],
    wordBytes: Array("-./".utf8), commandEnds: Array("-{,".utf8), hasKeys: true,
    hasLongStrings: true)

  private static let python = Syntax(
    keywords: [
      "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
      "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
      "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ],
    constants: ["True", "False", "None", "self"], hasTripleQuotes: true, hasDecorators: true)

  private static let dockerfile = Syntax(
    keywords: [
      "FROM", "RUN", "CMD", "LABEL", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER",
      "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL", "AS",
    ],
    wordBytes: Array("-./:".utf8), hasVariables: true, hasFlags: true, hasLongStrings: true)
}
