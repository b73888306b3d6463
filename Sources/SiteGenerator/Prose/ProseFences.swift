import CourseModel

/// Fences that follow one another with `tab="Linux"` are tabs.
extension ProseRenderer {
  func writeFence(_ node: MarkdownNode) {
    guard let name = node.tabName else { return writeCode(node) }
    let begins = node.previous?.tabName == nil
    let ends = node.next?.tabName == nil
    guard !(begins && ends) else {
      report(
        .warning, at: node, "“tab=\(name)” stands alone, and one tab is none.",
        remedy:
          "Put the other fences right after it, each with its own “tab=…”, or write “title=”.",
        rule: .codeBlock)
      return writeCode(node)
    }
    if begins { html.markup("<div class=\"tabs\">\n") }
    fenceTabs += 1
    let id = "\(place.prefix)tab.\(fenceTabs)"
    html.raw("<div class=\"tab\" role=\"group\" aria-labelledby=\"\(id)\">\n")
    html.raw("<p class=\"tab-title\" id=\"\(id)\">")
    html.text(name)
    html.markup("</p>\n")
    writeCode(node)
    html.markup("</div>\n")
    if ends { html.markup("</div>\n") }
  }
}

extension MarkdownNode {
  /// The value of `tab=` behind a fence.
  fileprivate var tabName: String? {
    guard kind == .codeBlock, case let info = info, info.utf8.contains(UInt8(ascii: "=")),
      let name = FenceInfo(info).attributes["tab"], !name.isEmpty
    else { return nil }
    return name
  }
}
