import CourseModel

/// Comments that ask for tabs, cases or a matrix, and what is wrong with them.
extension ProseRenderer {
  /// Whether the raw HTML was such a comment, and is done with.
  func obey(_ node: MarkdownNode) -> Bool {
    guard node.kind == .rawBlock, let comment = Directive.text(of: node.literal) else {
      return false
    }
    switch Directive(rawValue: comment) {
    case .tabs: divide(.tabs, from: node)
    case .cases: divide(.cases, from: node)
    case .matrix: beginMatrix(node)
    case .endOfTabs, .endOfCases: reportStrayEnd(node, comment)
    case nil: reportNearMiss(node, comment)
    }
    return true
  }

  private func divide(_ directive: Directive, from node: MarkdownNode) {
    let (begin, end) = (directive.comment, directive.end?.comment ?? "")
    failedDivision = directive
    switch Division.read(directive, from: node) {
    case .division(let division):
      failedDivision = nil
      if directive == .cases { reportSilentCases(division) }
      divisions.append(division)
    case .neverClosed:
      failedDivision = nil
      report(
        .error, at: node, "“\(begin)” is never closed.",
        remedy: "Write “\(end)” on a line of its own after the last one, as deep as “\(begin)”.",
        rule: .directive)
    case .noHeading:
      report(
        .error, at: node, "There is no heading between “\(begin)” and “\(end)”.",
        remedy: "Give each of the \(directive.rawValue) a heading, all of one level.",
        rule: .directive)
    case .nested(let inner):
      report(
        .error, at: inner, "Tabs or cases begin between “\(begin)” and its end.",
        remedy: "Write “\(end)” before them. Fences in there can be tabs with “tab=…”.",
        rule: .directive)
    case .higherHeading(let heading):
      report(
        .error, at: heading,
        "The heading “\(heading.plainText)” stands above those of the \(directive.rawValue) it is in.",
        remedy: "Write “\(end)” before it, or give all of them one level.", rule: .directive)
    }
  }

  /// Nothing is said of one whose beginning was reported already.
  private func reportStrayEnd(_ node: MarkdownNode, _ comment: String) {
    if failedDivision?.end?.rawValue == comment { return failedDivision = nil }
    let begin = "<!-- \(comment.dropFirst()) -->"
    report(
      .error, at: node, "“<!-- \(comment) -->” closes nothing.",
      remedy: "Write “\(begin)” before the first heading, as deep as this, or take it out.",
      rule: .directive)
  }

  private func reportNearMiss(_ node: MarkdownNode, _ comment: String) {
    guard let meant = Directive.meant(by: comment) else { return }
    report(
      .warning, at: node, "“<!-- \(comment) -->” is an ordinary comment and does nothing.",
      remedy: "Did you mean “\(meant.comment)”?", rule: .directive)
  }

  private func reportSilentCases(_ division: Division) {
    for part in division.parts where !part.passages.contains(.symptom) {
      report(
        .warning, at: part.heading, "The case “\(part.heading.plainText)” has no symptom.",
        remedy: "Begin a paragraph of it with “**Symptom.**”, and say there what one sees.",
        rule: .directive)
    }
  }
}
