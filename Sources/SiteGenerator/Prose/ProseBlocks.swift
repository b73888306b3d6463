import CourseModel

/// Paragraphs, headings and lists.
extension ProseRenderer {
  func beginParagraph(_ node: MarkdownNode) {
    if prose.opening.isEmpty, node.parent?.kind == .document { prose.opening = node.plainText }
    if isTight(node) {
      beginTask(node)
    } else if !isOnlyAlertMarker(node) {
      html.markup("<p>")
      beginTask(node)
    }
  }

  func endParagraph(_ node: MarkdownNode) {
    if task(of: node) != nil { html.markup("</label>") }
    if let definition = node.parent, definition.kind == .footnoteDefinition, node.next == nil {
      writeWaysBack()
    }
    if isTight(node) {
      if node.next != nil { html.markup("\n") }
    } else if !isOnlyAlertMarker(node) {
      html.markup("</p>\n")
    }
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

  func beginHeading(_ node: MarkdownNode) {
    let text = node.plainText
    let id = anchor(for: node)
    heading = (text, id)
    if isTitle(node) {
      hasTitle = true
      prose.title = ([], id)
      captureStart = html.bytes.count
    } else if beginPart(node, id: id) == .tabs {
      html.markup("<p class=\"tab-title\" id=\"")
      html.text(id)
      html.markup("\">")
    } else {
      beginOrdinaryHeading(node, text, id)
    }
  }

  /// An anchor that the author put into raw HTML before it may have its name already.
  private func anchor(for heading: MarkdownNode) -> String {
    let text = heading.anchorText
    while true {
      let id = place.prefix + slugger.slug(for: text)
      if findings.anchors.insert(id).inserted { return id }
    }
  }

  private func beginOrdinaryHeading(_ node: MarkdownNode, _ text: String, _ id: String) {
    if node.headingLevel == 1 {
      report(
        .warning, at: node, "“\(text)” is one more heading of level 1; a page has one.",
        remedy: "Begin the line with “## ” instead of “# ”.")
    }
    reportSkippedLevel(node, text)
    let level = level(of: node)
    if level <= 3 { prose.headings.append(Prose.Heading(level: level, id: id, text: text)) }
    html.raw("<div class=\"heading\"><h\(level) id=\"")
    html.text(id)
    html.markup("\">")
  }

  /// Who listens to a page finds the way by its headings.
  private func reportSkippedLevel(_ node: MarkdownNode, _ text: String) {
    let level = max(node.headingLevel, 2)
    if level > lastLevel + 1 {
      report(
        .warning, at: node,
        "“\(text)” is a heading of level \(level) below one of level \(lastLevel).",
        remedy: "Begin the line with “\(String(repeating: "#", count: lastLevel + 1)) ”.")
    }
    lastLevel = level
  }

  func endHeading(_ node: MarkdownNode) {
    if isTitle(node) {
      prose.title?.html = Array(html.bytes[captureStart...])
      html.truncate(to: captureStart)
    } else if beginsTab(node) {
      html.markup("</p>\n")
    } else {
      endOrdinaryHeading(node)
    }
  }

  private func endOrdinaryHeading(_ node: MarkdownNode) {
    let level = level(of: node)
    html.raw("</h\(level)>")
    if level <= 3 {
      html.markup("<a class=\"anchor\" href=\"#")
      html.address(heading.id)
      html.markup("\" aria-label=\"Link to “")
      html.text(heading.text)
      html.markup("”\">#</a>")
    }
    html.markup("</div>\n")
  }

  /// The page's own title: a heading of level 1 before anything else.
  private func isTitle(_ node: MarkdownNode) -> Bool {
    node.headingLevel == 1 && place.headingShift == 0 && node.previous == nil
      && node.parent?.kind == .document
  }

  private func level(of node: MarkdownNode) -> Int {
    min(max(node.headingLevel, 2) + place.headingShift, 6)
  }
}
