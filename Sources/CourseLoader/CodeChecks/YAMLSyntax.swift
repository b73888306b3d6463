/// Whether the text of a block is YAML, and where not.
///
/// Notes show parts of documents, several below each other, and templates of them. Tags such as
/// CloudFormation's `!Sub` are YAML; behind a gap (`...`, `{{ name }}`) nothing is said.
struct YAMLSyntax {
  struct Problem: Equatable {
    /// In the text, in bytes.
    let offset: Int
    let message: String
    let remedy: String
  }

  static func problem(in text: String) -> Problem? {
    guard !PlainYAMLText.isPlain(text), let found = YAMLDocument.problem(in: text),
      !isOfPart(found, in: text)
    else { return nil }
    let explanation = found.explained(in: text)
    let place = LineColumn(line: explanation.line, column: explanation.column)
    let end = max(found.line, place.line)
    guard !hasGap(text.split(separator: "\n", omittingEmptySubsequences: false).prefix(end)) else {
      return nil
    }
    return Problem(
      offset: place.offset(in: text), message: explanation.message, remedy: explanation.remedy)
  }

  /// Whether it is one only because the rest of the document is not shown: what an alias refers to,
  /// or what the first lines are indented below.
  private static func isOfPart(_ problem: YAMLProblem, in text: String) -> Bool {
    let first = text.split(separator: "\n").first { !$0.allSatisfy(\.isWhitespace) }
    return problem.problem == "found undefined alias" || first?.first == " "
  }

  private static func hasGap(_ lines: ArraySlice<Substring>) -> Bool {
    lines.contains { line in gaps.contains { line.contains($0) } }
  }

  private static let gaps = ["...", "…", "{{", "{%", "<%", "***"]
}
