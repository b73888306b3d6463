import CourseModel

/// Headings, each with an anchor to link to.
extension ProseRenderer {
  func beginHeading(_ node: MarkdownNode) {
    let text = node.plainText
    let id = anchor(for: node)
    heading = (node.isOneText ? text.withEmoji : node.shownText, id)
    if isTitle(node) {
      title = node
      prose.title = ([], id)
      captureStart = html.count
    } else if beginPart(node, id: id) == .tabs {
      html.markup("<p class=\"tab-title\" id=\"")
      html.text(id)
      html.markup("\">")
    } else {
      beginOrdinaryHeading(node, text, id)
    }
    hasHeading = hasHeading || node.parent?.kind == .document
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
        .warning, at: node, "This is one more heading of level 1; a page has one.",
        remedy: isUnderlined(node)
          ? "Begin the line with “## ”, and take the line below it out."
          : "Begin the line with “## ” instead of “# ”.", rule: .heading)
    }
    reportSkippedLevel(node, text)
    let level = level(of: node)
    if level <= 3 { prose.headings.append(Prose.Heading(level: level, id: id, text: heading.text)) }
    html.markup("<div class=\"heading\"><h")
    html.number(level)
    html.markup(" id=\"")
    html.text(id)
    html.markup("\">")
  }

  /// By a line of “=” or “-”: the parser does not say.
  private func isUnderlined(_ heading: MarkdownNode) -> Bool {
    lines.advance(to: heading.line, in: markdown.text)
    let line = markdown.text.utf8[lines.start...].dropFirst(max(0, heading.column - 1))
    return line.first != UInt8(ascii: "#")
  }

  /// Who listens to a page finds the way by its headings.
  private func reportSkippedLevel(_ node: MarkdownNode, _ text: String) {
    let level = max(node.headingLevel, 2)
    if level > lastLevel + 1 {
      report(
        .warning, at: node,
        "“\(text)” is a heading of level \(level) below one of level \(lastLevel).",
        remedy: "Begin the line with “\(String(repeating: "#", count: lastLevel + 1)) ”.",
        rule: .heading)
    }
    lastLevel = level
  }

  func endHeading(_ node: MarkdownNode) {
    if node == title {
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
    html.markup("</h")
    html.number(level)
    html.markup(">")
    if level <= 3 {
      html.markup("<a class=\"anchor\" href=\"#")
      html.address(heading.id)
      html.markup("\" aria-label=\"Link to “")
      html.text(heading.text)
      html.markup("”\">#</a>")
    }
    html.markup("</div>\n")
  }

  /// The page's own title: a heading of level 1 before all others. A badge may stand above it.
  private func isTitle(_ node: MarkdownNode) -> Bool {
    node.headingLevel == 1 && place.headingShift == 0 && !hasHeading && divisions.isEmpty
      && node.parent?.kind == .document
  }

  private func level(of node: MarkdownNode) -> Int {
    min(max(node.headingLevel, 2) + place.headingShift, 6)
  }
}
