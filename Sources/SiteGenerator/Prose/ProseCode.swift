/// Blocks of code, in a region that scrolls and that the keyboard reaches.
extension ProseRenderer {
  func writeCode(_ node: MarkdownNode) {
    let info = FenceInfo(node.info)
    if place.headingShift > 0, info.isForAuthors { return }
    findings.regions += 1
    let isFolded = place.headingShift > 0 && info.has("cleanup")
    if isFolded { html.markup("<details class=\"cleanup\"><summary>Clean up</summary>\n") }
    CodeBlock(
      source: node.literal, language: info.language, title: info.title ?? caption(info),
      number: findings.regions
    ).write(to: &html)
    if isFolded { html.markup("</details>\n") }
  }

  private func caption(_ info: FenceInfo) -> String? {
    guard place.headingShift > 0 else { return nil }
    if info.has("setup") { return "Set up" }
    return info.has("run") ? "Run" : nil
  }
}

/// One block of code on a page.
struct CodeBlock {
  let source: UnsafeBufferPointer<UInt8>
  let language: String
  let title: String?

  /// Of the region, so that no two labels of a page are alike.
  let number: Int

  func write(to html: inout HTMLWriter) {
    html.markup("<div class=\"code\">")
    if let title {
      html.markup("<p class=\"code-title\">")
      html.text(title)
      html.markup("</p>")
    }
    html.raw("<pre role=\"region\" tabindex=\"0\" aria-label=\"Code \(number)")
    if let name = title ?? (language.isEmpty ? nil : language) {
      html.markup(": ")
      html.text(name)
    }
    html.markup("\"><code")
    if !language.isEmpty {
      html.markup(" class=\"language-")
      html.text(language)
      html.markup("\"")
    }
    html.markup(">")
    Highlighter.write(source, language: language, to: &html)
    html.markup("</code></pre></div>\n")
  }
}
