import CourseModel

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
      number: findings.regions, marks: lineMarks(info, node)
    ).write(to: &html)
    if isFolded { html.markup("</details>\n") }
    checkLanguage(info.language, node)
  }

  private func caption(_ info: FenceInfo) -> String? {
    guard place.headingShift > 0 else { return nil }
    if info.has("setup") { return "Set up" }
    return info.has("run") ? "Run" : nil
  }

  /// A language that is not known is shown plain; only a slip of the pen is worth a word.
  private func checkLanguage(_ language: String, _ node: MarkdownNode) {
    guard !language.isEmpty, CodeLanguage(named: language) == nil,
      let near = CodeLanguage.name(near: language)
    else { return }
    report(
      .warning, at: node, "There is no language “\(language)”, so the block has no colours.",
      remedy: "Did you mean “\(near)”?", rule: .codeBlock)
  }
}
