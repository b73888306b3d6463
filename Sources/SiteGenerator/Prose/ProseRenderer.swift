import CourseModel

/// Writes the Markdown of one file as HTML.
///
/// The walk is flat: however deep the author nests, the stack does not grow.
final class ProseRenderer {
  struct Place {
    /// The note or step, relative to the course's root.
    let file: String

    /// Into ``SiteMap/pages``.
    let page: Int

    /// The page's own address.
    let address: String

    /// What each anchor begins with; see ``SiteMap/Place/prefix``.
    var prefix = ""

    /// How many levels the headings go down; 1 for the steps of a lab.
    var headingShift = 0

    /// Where all of the text is reported, when its lines are not those of the file.
    var location: SourceLocation?
  }

  let place: Place
  let resolver: LinkResolver
  let markdown: Markdown
  var findings: PageFindings
  var html: HTMLWriter
  var prose = Prose()

  var slugger = HeadingSlugger()
  var rawHTML = RawHTMLSanitizer()

  /// Where in the raw HTML that is being written its next tag begins.
  private var rawOffset = 0

  /// The heading that is the page's own title.
  var title: MarkdownNode?

  /// Whether there was a heading, apart from those in lists and quotations.
  var hasHeading = false

  /// Whether raw HTML has ended the paragraph that is being written.
  var hasParagraphEnded = false

  /// For each block or span that is open: where raw HTML stood when it began.
  var marks: [Int] = []

  /// A node whose events are left out, and the bytes where its text began.
  private var skipped: MarkdownNode?
  var alerts: [MarkdownNode] = []

  /// Tabs and cases that were begun, the innermost last.
  var divisions: [Division] = []

  /// Begun and not understood; its end then needs no word.
  var failedDivision: Directive?
  var fenceTabs = 0
  var matrix: MarkdownNode?
  var captureStart = 0

  /// The heading that is being written.
  var heading = (text: "", id: "")

  /// Of the heading before it; the page's own title is above all of them.
  var lastLevel = 1
  var columns: [UInt8] = []
  var column = 0
  var isHead = false
  var hasTableBody = false
  var references: [String: Int] = [:]
  var writtenReferences: [String: Int] = [:]
  var footnotes = 0
  var lines = LineFinder()

  /// How many mistakes were found in this text, also those that are not said.
  private var reports: [Diagnostic.Severity: Int] = [:]

  init(_ markdown: Markdown, at place: Place, resolver: LinkResolver, findings: PageFindings) {
    self.markdown = markdown
    self.place = place
    self.resolver = resolver
    self.findings = findings
    html = HTMLWriter(capacity: markdown.text.utf8.count * 2)
  }

  /// Renders once. The page's findings so far go in, and come out with this text's added.
  static func render(
    _ markdown: Markdown, at place: Place, resolver: LinkResolver, findings: inout PageFindings
  ) -> Prose {
    let renderer = ProseRenderer(markdown, at: place, resolver: resolver, findings: findings)
    renderer.render()
    findings = renderer.findings
    return renderer.prose
  }

  private func render() {
    if let problem = MarkdownBounds.problem(in: markdown, file: place.file) {
      findings.diagnostics.append(problem)
      return
    }
    guard let tree = MarkdownTree(markdown.text) else { return }
    tree.walk { node, event in
      if let skipped {
        if event == .leave, node == skipped { self.skipped = nil }
        if event == .enter { countReference(node) }
        return
      }
      event == .enter ? enter(node) : leave(node)
    }
    rawHTML.close(to: 0, &html)
    if footnotes > 0 { html.markup("</ol>\n</section>\n") }
    prose.html = html.bytes
  }

  private func enter(_ node: MarkdownNode) {
    let kind = node.kind
    if !divisions.isEmpty, passDivision(node) { return }
    // Footnotes stand last, and outside of what raw HTML opened before.
    if kind == .footnoteDefinition { rawHTML.close(to: 0, &html) }
    if hasParagraphEnded { resumeParagraph(with: node) }
    if kind.isContainer { marks.append(rawHTML.depth) }
    switch kind {
    case .text: if !isAlertMarker(node) { writeText(node) }
    case .softBreak: if !followsAlertMarker(node) { html.markup("\n") }
    case .lineBreak: html.markup("<br>\n")
    case .code: writeInlineCode(node.literal)
    case .emphasis: html.markup("<em>")
    case .strong: if node.parent?.kind != .strong { html.markup("<strong>") }
    case .strikethrough: html.markup("<del>")
    case .link: beginLink(node)
    case .image: skip(node) { writeImage(node) }
    case .rawInline, .rawBlock: if !obey(node) { writeRawHTML(node) }
    case .footnoteReference: writeReference(node)
    case .paragraph:
      if let formula = formula(node) { return skip(node) { writeFormula(formula) } }
      beginParagraph(node)
    case .heading: beginHeading(node)
    case .blockQuote: beginQuote(node)
    case .list: beginList(node)
    case .item: beginItem(node)
    case .codeBlock: writeFence(node)
    case .thematicBreak: html.markup("<hr>\n")
    case .table: beginTable(node)
    case .tableRow: beginRow(node)
    case .tableCell: beginCell(node)
    case .footnoteDefinition: beginFootnote(node)
    case .document, .other: break
    }
  }

  private func leave(_ node: MarkdownNode) {
    let kind = node.kind
    if kind.isContainer, let mark = marks.popLast() { rawHTML.close(to: mark, &html) }
    switch kind {
    case .emphasis: html.markup("</em>")
    case .strong: if node.parent?.kind != .strong { html.markup("</strong>") }
    case .strikethrough: html.markup("</del>")
    case .link: html.markup("</a>")
    case .paragraph: endParagraph(node)
    case .heading: endHeading(node)
    case .blockQuote: endQuote(node)
    case .list: html.raw(node.firstNumber == nil ? "</ul>\n" : "</ol>\n")
    case .item: html.markup("</li>\n")
    case .table: endTable(node)
    case .tableRow: endRow()
    case .tableCell: endCell(node)
    case .footnoteDefinition: endFootnote(node)
    default: break
    }
  }

  /// Writes a node that has children in one go.
  private func skip(_ node: MarkdownNode, _ write: () -> Void) {
    write()
    marks.removeLast()
    skipped = node
  }

  private func writeRawHTML(_ node: MarkdownNode) {
    rawHTML.write(
      node.literal, since: marks.last ?? 0, to: &html,
      links: RawHTMLSanitizer.Links(
        href: { [self] in href(for: $0, at: node) },
        image: { [self] in image($0, at: node, isLinked: $1) },
        anchor: { [self] in findings.anchors.insert($0).inserted },
        refused: { [self] in refuse($0, at: node) },
        tooDeep: { [self] in reportDepth(at: node) },
        block: { [self] in effectOfBlock(in: node) },
        reached: { [self] in rawOffset = $0 }))
    rawOffset = 0
    if node.kind == .rawBlock { rawHTML.closeParagraph(since: marks.last ?? 0, &html) }
  }

  private func reportDepth(at node: MarkdownNode) {
    report(
      .error, at: node, "HTML is nested more than \(RawHTMLSanitizer.nesting) deep.",
      remedy: "Close each element where it ends.", rule: .tooLarge)
  }

  private func refuse(_ what: String, at node: MarkdownNode) {
    let name = what.trimmingPrefix("<").prefix { $0 != ">" }
    if !what.hasPrefix("<") || AllowedHTML.harmful.contains(String(name)) {
      report(
        .warning, at: node,
        "“\(what)” is taken out: nothing that a browser would run reaches a page.",
        remedy: "Write it in Markdown, link to it, or take it out of the note.",
        rule: .removedHTML)
    } else {
      report(
        .warning, at: node, "“\(what)” is read as HTML, and pages have no such element.",
        remedy: "Write “`\(what)`” in backticks if it stands for itself, or take it out.",
        rule: .removedHTML)
    }
  }

  /// Nobody reads more of one file at once than ``mostReports``, and finding the place of each takes
  /// time. An error is never left out for warnings.
  func report(
    _ severity: Diagnostic.Severity, at node: MarkdownNode, _ message: String, remedy: String,
    rule: Diagnostic.Rule
  ) {
    reports[severity, default: 0] += 1
    guard reports[severity, default: 0] <= Self.mostReports else { return }
    findings.diagnostics.append(
      Diagnostic(
        severity, at: textPlace(of: node).location, message, remedy: remedy, rule: rule))
  }

  private static let mostReports = 200

  func textPlace(of node: MarkdownNode) -> TextPlace {
    guard let location = place.location else {
      let (line, column) =
        node.kind == .rawBlock ? rawPlace(in: node) : (node.firstLine, node.column)
      return TextPlace(
        file: place.file, markdown: markdown, line: line, column: column,
        continued: ContinuedLine(line, of: node))
    }
    return TextPlace(
      file: location.file, markdown: Markdown("", firstLine: location.line ?? 1),
      line: location.line == nil ? 0 : 1, column: 0)
  }

  /// Of the tag that is being written. Below the first line of a list's item or a quotation the
  /// column is not known: the parser takes away what stands before the text.
  private func rawPlace(in block: MarkdownNode) -> (line: Int, column: Int) {
    let before = block.literal.prefix(rawOffset)
    guard let feed = before.lastIndex(of: UInt8(ascii: "\n")) else {
      return (block.line, block.column + before.drop { $0 == UInt8(ascii: " ") }.count)
    }
    let column = block.parent?.kind == .document ? before.endIndex - feed : 0
    return (block.line + before.count { $0 == UInt8(ascii: "\n") }, column)
  }
}

extension MarkdownNode.Kind {
  /// Whether the walk leaves it again after it entered it, and raw HTML inside it ends with it.
  fileprivate var isContainer: Bool {
    switch self {
    case .blockQuote, .item, .list, .paragraph, .heading, .table, .tableRow, .tableCell,
      .footnoteDefinition, .emphasis, .strong, .strikethrough, .link, .image:
      true
    default: false
    }
  }
}
