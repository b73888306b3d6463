/// Footnotes: references are numbered as they come, each note leads back to all of its references.
extension ProseRenderer {
  /// Notes lead back to their references, also to those in notes below them. The parser puts
  /// definitions last: what is before the first of them is counted when it is met, the rest there.
  func countReference(_ node: MarkdownNode) {
    guard footnotes == 0, node.kind == .footnoteReference else { return }
    references[node.literalText, default: 0] += 1
  }

  private func countReferences(from definition: MarkdownNode) {
    var next: MarkdownNode? = definition
    while let block = next {
      block.walk { node, event in
        if event == .enter { countReference(node) }
      }
      next = block.next
    }
  }

  func writeReference(_ node: MarkdownNode) {
    countReference(node)
    let number = node.literalText
    writtenReferences[number, default: 0] += 1
    let id = referenceID(number, writtenReferences[number, default: 1])
    findings.anchors.insert(id)
    html.raw(
      """
      <sup><a class="footnote" href="#\(place.prefix)fn.\(number)" id="\(id)" \
      aria-label="Footnote \(number)">\(number)</a></sup>
      """)
  }

  func beginFootnote(_ node: MarkdownNode) {
    if footnotes == 0 {
      countReferences(from: node)
      html.raw("<section class=\"footnotes\" aria-label=\"\(footnotesLabel)\">\n<ol>\n")
    }
    footnotes += 1
    let id = "\(place.prefix)fn.\(footnotes)"
    findings.anchors.insert(id)
    html.raw("<li id=\"\(id)\">")
  }

  func endFootnote(_ node: MarkdownNode) {
    if node.lastChild?.kind != .paragraph {
      html.markup("<p>")
      writeWaysBack()
      html.markup("</p>")
    }
    html.markup("</li>\n")
  }

  func writeWaysBack() {
    let number = String(footnotes)
    let count = references[number] ?? 0
    for use in 1...max(count, 1) where count > 0 {
      let which = count == 1 ? "" : ", use \(use)"
      html.raw(
        """
         <a class="back" href="#\(referenceID(number, use))" \
        aria-label="Back to reference \(number)\(which)">↩</a>
        """)
    }
  }

  /// Regions of one page need names that differ.
  private var footnotesLabel: String {
    place.prefix.isEmpty ? "Footnotes" : "Footnotes of \(place.prefix.dropLast(2))"
  }

  /// A heading's anchor never holds a full stop, so it cannot be one of these.
  private func referenceID(_ number: String, _ use: Int) -> String {
    "\(place.prefix)ref.\(number)" + (use == 1 ? "" : ".\(use)")
  }
}
