/// Tabs and cases. Each part is a section, so that the page reads from top to bottom without a
/// script.
extension ProseRenderer {
  /// Is told of each block before it is written. Whether it was the end of the division, and is
  /// done with.
  func passDivision(_ node: MarkdownNode) -> Bool {
    guard let division = divisions.last, node.parent == division.end.parent else { return false }
    if node == division.end {
      endPart()
      if division.isOpen { html.markup("</div>\n") }
      divisions.removeLast()
      return true
    }
    if node.kind == .heading, division.begins(node) {
      endPart()
    } else if division.directive == .cases, division.isPartOpen, !node.casePassages.isEmpty {
      endPassage()
      if let passage = node.casePassage { beginPassage(passage) }
    }
    return false
  }

  /// Opens the element of the part that the heading begins, and says of what; `nil` when it is a
  /// heading like any other.
  func beginPart(_ heading: MarkdownNode, id: String) -> Directive? {
    guard let division = divisions.last, division.begins(heading) else { return nil }
    let directive = division.directive
    if !division.isOpen { html.raw("<div class=\"\(directive.rawValue)\">\n") }
    divisions[divisions.count - 1].isOpen = true
    divisions[divisions.count - 1].isPartOpen = true
    marks.append(rawHTML.depth)
    // A case is a landmark. Tabs of one page may share a name, as landmarks must not.
    html.raw(directive == .tabs ? "<div class=\"tab\" role=\"group\"" : "<section class=\"case\"")
    html.markup(" aria-labelledby=\"")
    html.text(id)
    html.markup("\">\n")
    return directive
  }

  func beginsTab(_ heading: MarkdownNode) -> Bool {
    divisions.last.map { $0.directive == .tabs && $0.begins(heading) } ?? false
  }

  private func endPart() {
    guard let division = divisions.last, division.isPartOpen else { return }
    endPassage()
    divisions[divisions.count - 1].isPartOpen = false
    closeToMark()
    html.raw(division.directive == .tabs ? "</div>\n" : "</section>\n")
  }

  private func beginPassage(_ passage: CasePassage) {
    divisions[divisions.count - 1].passage = passage
    marks.append(rawHTML.depth)
    html.raw("<div class=\"case-part case-\(passage.rawValue)\">\n")
  }

  private func endPassage() {
    guard divisions.last?.passage != nil else { return }
    divisions[divisions.count - 1].passage = nil
    closeToMark()
    html.markup("</div>\n")
  }

  /// The passage that a list's item is, in a case.
  func passage(of item: MarkdownNode) -> CasePassage? {
    guard let division = divisions.last, division.directive == .cases, division.isPartOpen,
      item.parent?.parent == division.end.parent
    else { return nil }
    return item.firstChild?.casePassage
  }

  private func closeToMark() {
    if let mark = marks.popLast() { rawHTML.close(to: mark, &html) }
  }
}
