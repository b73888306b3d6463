/// The contents of one page: its headings of levels 2 and 3, as nested lists.
enum PageContents {
  /// Empty for a page with fewer than two headings.
  static func html(_ headings: [Prose.Heading]) -> [UInt8] {
    guard headings.count > 1 else { return [] }
    var html = HTMLWriter()
    var isInner = false
    html.markup("<ul>")
    for (index, heading) in headings.enumerated() {
      if heading.level > 2, !isInner {
        html.raw(index == 0 ? "<li><ul>" : "<ul>")
        isInner = true
      } else if heading.level == 2, isInner {
        html.markup("</ul></li>")
        isInner = false
      } else if index > 0, heading.level == 2 {
        html.markup("</li>")
      }
      html.markup("<li><a href=\"#")
      html.address(heading.id)
      html.markup("\">")
      html.text(heading.text)
      html.markup("</a>")
      if isInner { html.markup("</li>") }
    }
    html.raw(isInner ? "</ul></li></ul>" : "</li></ul>")
    return html.bytes
  }
}
