import CourseModel

/// One entry of a step's `checks`. It expects exactly one thing of its command:
///
///     expect: 1            standard output is JSON that equals this value
///     matches: ^running$   standard output matches this regular expression
///     contains: healthy    standard output contains this text
///     exits: 0             the exit status alone, which has to be 0 in every case
struct CheckReader {
  let findings: Findings

  private static let keys = [
    "id", "title", "run", "expect", "matches", "contains", "exits", "retry", "timeout", "hint",
    "hints",
  ]
  private static let expectations = ["expect", "matches", "contains", "exits"]

  /// `nil` when something is missing without which there is no check.
  func check(_ node: YAMLNode) -> Check? {
    guard let fields = Fields(node, of: "a check", known: Self.keys, findings: findings) else {
      return nil
    }
    let id = id(fields)
    let title = fields.requiredText("title")
    let command = fields.requiredText("run")
    let expectation = expectation(fields)
    let retry = fields.duration("retry", within: DurationText.retries)
    let timeout = fields.duration("timeout", within: DurationText.timeouts)
    let hints = fields.hints()
    if let command {
      findings.shellTexts.append(
        ShellText(text: command, place: .whole(fields.place(of: "run")), isRun: true))
    }
    guard let id, let title, let command, let expectation else { return nil }
    if let problem = IdleCheck.problem(of: command, expecting: expectation) {
      findings.warning(
        at: fields.place(of: "run"), "The check cannot fail, so it proves nothing: \(problem)",
        remedy: "Ask for what the step is to bring about.", rule: .labCheck)
    }
    return Check(
      id: id, title: title, command: command, expectation: expectation, retry: retry ?? .zero,
      timeout: timeout ?? .seconds(30), hints: hints, location: node.location)
  }

  private func id(_ fields: Fields) -> Slug? {
    guard let text = fields.requiredText("id") else { return nil }
    if let id = Slug(text) { return id }
    findings.error(
      at: fields.place(of: "id"),
      "“\(text.quotable)” is no id: lowercase letters, digits and single hyphens make one.",
      remedy: Slug(slugifying: text).map { "Try: \($0)." } ?? "Choose another id.",
      rule: .labCheck)
    return nil
  }

  private func expectation(_ fields: Fields) -> Expectation? {
    let given = Self.expectations.filter(fields.has)
    guard given.count == 1 else {
      if given.isEmpty {
        guard Self.expectations.allSatisfy(fields.lacks) else { return nil }
        findings.error(
          at: fields.location, "The check expects nothing, so it proves nothing.",
          remedy: "Add expect, matches, contains, or “exits: 0”.", rule: .labCheck)
      } else {
        findings.error(
          at: fields.keyPlace(of: given[1]),
          "The check has \(given.count) expectations: \(given.joined(separator: " and ")).",
          remedy: "Make a check of each.", rule: .labCheck)
      }
      return nil
    }
    switch given[0] {
    case "expect": return fields.node("expect").map(equality)
    case "matches": return pattern(fields)
    case "contains": return text(fields, "contains").map(Expectation.contains)
    default: return exitStatus(fields)
    }
  }

  private func equality(_ node: YAMLNode) -> Expectation {
    if case .scalar(let text, isPlain: true) = node.value,
      ["yes", "no", "on", "off"].contains(text.lowercased())
    {
      findings.warning(
        at: node.location, "“\(text)” is text here, not true or false.",
        remedy: "Write true or false, or put “\(text)” in quotes.", rule: .labCheck)
    }
    return .equals(node.json)
  }

  private func pattern(_ fields: Fields) -> Expectation? {
    guard let pattern = text(fields, "matches") else { return nil }
    do {
      _ = try Regex(pattern)
      return .matches(pattern)
    } catch {
      fields.mismatch(
        "matches", expects: "a regular expression",
        remedy: "The pattern is not valid: \(String(describing: error).quotable).")
      return nil
    }
  }

  /// White space counts; a text that is empty is in every output.
  private func text(_ fields: Fields, _ key: String) -> String? {
    guard let text = fields.node(key)?.text, !text.isEmpty else {
      fields.mismatch(key, expects: "text", remedy: "Write what the output has to contain.")
      return nil
    }
    return text
  }

  private func exitStatus(_ fields: Fields) -> Expectation? {
    guard let status = fields.wholeNumber("exits") else { return nil }
    guard status == 0 else {
      fields.mismatch(
        "exits", expects: "0",
        remedy: "To prove that a command fails, write “! command” and “exits: 0”.")
      return nil
    }
    return .succeeds
  }
}
