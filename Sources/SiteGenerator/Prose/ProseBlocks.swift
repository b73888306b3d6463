/// Paragraphs and lists.
extension ProseRenderer {
  func beginParagraph(_ node: MarkdownNode) {
    if prose.opening.isEmpty, node.parent?.kind == .document { prose.opening = node.shownText }
    if isTight(node) {
      beginTask(node)
    } else if !isOnlyAlertMarker(node) {
      html.markup("<p>")
      beginTask(node)
    }
  }

  /// What a block in the raw HTML of a node does to what it is in.
  func effectOfBlock(in node: MarkdownNode) -> RawHTMLSanitizer.BlockEffect {
    switch node.parent?.kind {
    case .emphasis, .strong, .strikethrough, .link, .heading: return .isLeftOut
    case .paragraph:
      guard let paragraph = node.parent, !isTight(paragraph) || task(of: paragraph) != nil,
        !isOnlyAlertMarker(paragraph), !hasParagraphEnded
      else { return .fits }
      if task(of: paragraph) != nil { return .isLeftOut }
      hasParagraphEnded = true
      return .endsParagraph
    default: return .fits
    }
  }

  /// What follows the block is a paragraph again, once the block is closed.
  func resumeParagraph(with node: MarkdownNode) {
    guard node.parent?.kind == .paragraph, rawHTML.depth == marks.last else { return }
    switch node.kind {
    case .rawInline, .softBreak, .lineBreak: return
    case .text where node.literal.allSatisfy({ $0 == UInt8(ascii: " ") }): return
    default: break
    }
    html.markup("<p>")
    hasParagraphEnded = false
  }

  func endParagraph(_ node: MarkdownNode) {
    if task(of: node) != nil { html.markup("</label>") }
    if let definition = node.parent, definition.kind == .footnoteDefinition, node.next == nil {
      writeWaysBack()
    }
    if isTight(node) {
      if node.next != nil { html.markup("\n") }
    } else if hasParagraphEnded {
      html.markup("\n")
    } else if !isOnlyAlertMarker(node) {
      html.markup("</p>\n")
    }
    hasParagraphEnded = false
  }

  private func isTight(_ paragraph: MarkdownNode) -> Bool {
    guard let item = paragraph.parent, item.kind == .item else { return false }
    return item.parent?.isTight == true
  }

  /// The checkbox of the task that this paragraph is the text of.
  private func task(of paragraph: MarkdownNode) -> Bool? {
    guard let item = paragraph.parent, item.kind == .item, paragraph.previous == nil else {
      return nil
    }
    return item.isTicked
  }

  private func beginTask(_ paragraph: MarkdownNode) {
    guard let isTicked = task(of: paragraph) else { return }
    html.raw("<label><input type=\"checkbox\" disabled\(isTicked ? " checked" : "")> ")
  }

  func beginList(_ node: MarkdownNode) {
    guard let first = node.firstNumber else {
      return html.raw(node.firstChild?.isTicked == nil ? "<ul>\n" : "<ul class=\"tasks\">\n")
    }
    html.raw(first == 1 ? "<ol>\n" : "<ol start=\"\(first)\">\n")
  }

  func beginItem(_ node: MarkdownNode) {
    if !divisions.isEmpty, let passage = passage(of: node) {
      html.raw("<li class=\"case-part case-\(passage.rawValue)\">")
    } else {
      html.markup("<li>")
    }
    guard let isTicked = node.isTicked, node.firstChild?.kind != .paragraph else { return }
    html.raw("<input type=\"checkbox\" disabled\(isTicked ? " checked" : "") aria-label=\"Task\">")
  }
}
