/// What the YAML parser could not read, as it reports it.
struct YAMLProblem: Error {
  /// The parser's words.
  let problem: String
  let context: String

  /// Counted from 1 within the parsed text.
  var line: Int
  var column: Int

  /// Where the construct that is broken began, the same way.
  let contextLine: Int?
  let contextColumn: Int?
}

extension YAMLProblem {
  /// Our own word, for what is refused before the parser sees it.
  static let forbiddenCharacter = "a character is not allowed"

  /// A problem in an author's words: what is wrong, what to do, and the place that has to change.
  struct Explanation: Equatable {
    let message: String
    let remedy: String
    let line: Int
    let column: Int
  }

  /// `text` is what was parsed.
  func explained(in text: String) -> Explanation {
    if context.contains("quoted scalar"), problem.contains("unexpected") {
      return atContext(
        "The quoted text that begins here is never closed.", "Close it with the same quote.")
    }
    if context.contains("flow sequence") || context.contains("flow mapping") {
      let mark = context.contains("sequence") ? "]" : "}"
      return atContext(
        "What begins here with a bracket is never closed.",
        "Close it with \(mark), with commas between its parts.")
    }
    return explainedByProblem(in: text)
  }

  private func explainedByProblem(in text: String) -> Explanation {
    let place = LineColumn(line: line, column: column)
    let character = place.character(in: text)
    let hasColonBefore = place.textBefore(in: text).contains(": ")
    return switch problem {
    case "mapping values are not allowed in this context" where hasColonBefore:
      here("There is a second “:” in this line.", "Put a value that contains “: ” in quotes.")
    case "mapping values are not allowed in this context":
      here(
        "A key cannot stand here, because of the line above it.",
        "Write “key: value” there, and indent neighbouring keys alike.")
    case _ where character == "\t":
      here("A tab indents this line.", "Indent with spaces.")
    case "found character that cannot start any token":
      here(
        "A value cannot begin with “\(character.map(String.init) ?? "")”.",
        "Put the value in quotes.")
    case "could not find expected ':'":
      atContext("This line is neither “key: value” nor a list entry.", "Write “key: value”.")
    case "found unknown escape character":
      here(
        "This backslash means nothing in double quotes.",
        "Use single quotes: in them a backslash is a backslash.")
    case _ where problem.hasPrefix("Maximum nesting level"):
      here("Lists and keys are nested too deeply here.", "Nest them less deeply.")
    case Self.forbiddenCharacter:
      here("The character \(character?.codePoint ?? "here") is not allowed.", "Remove it.")
    case "did not find expected <document start>", "did not find expected key",
      "did not find expected '-' indicator":
      here(
        "This line does not fit what is above it.",
        "Indent it like its neighbours, and put values with special characters in quotes.")
    case "did not find expected node content":
      here(
        "A value is missing here.", "Write it, in quotes if it begins with a bracket or a comma.")
    case "found undefined alias":
      here("A value cannot begin with “*”.", "Put the value in quotes.")
    case "but found another document":
      here("A second document begins here.", "Remove the line “---”.")
    default:
      here("The YAML is malformed: \(problem).", "Correct the line.")
    }
  }

  private func here(_ message: String, _ remedy: String) -> Explanation {
    Explanation(message: message, remedy: remedy, line: line, column: column)
  }

  private func atContext(_ message: String, _ remedy: String) -> Explanation {
    Explanation(
      message: message, remedy: remedy, line: contextLine ?? line,
      column: contextColumn ?? column)
  }
}
