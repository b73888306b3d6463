/// Tables, in a region that scrolls and that the keyboard reaches.
extension ProseRenderer {
  func beginTable(_ node: MarkdownNode) {
    columns = node.alignments
    hasTableBody = false
    findings.regions += 1
    let headers = node.firstChild?.children.map(\.plainText).filter { !$0.isEmpty } ?? []
    html.raw(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table \(findings.regions)")
    if !headers.isEmpty {
      html.markup(": ")
      html.text(headers.prefix(4).joined(separator: ", "))
    }
    html.markup("\"><table>\n")
  }

  func endTable() {
    if hasTableBody { html.markup("</tbody>\n") }
    html.markup("</table></div>\n")
  }

  func beginRow(_ node: MarkdownNode) {
    column = 0
    if node.isHeaderRow {
      html.markup("<thead>\n")
    } else if !hasTableBody {
      hasTableBody = true
      html.markup("<tbody>\n")
    }
    html.markup("<tr>")
  }

  func endRow(_ node: MarkdownNode) {
    html.raw(node.isHeaderRow ? "</tr>\n</thead>\n" : "</tr>\n")
  }

  func beginCell(_ node: MarkdownNode) {
    html.raw(node.isHeading ? "<th scope=\"col\"" : "<td")
    switch column < columns.count ? columns[column] : 0 {
    case UInt8(ascii: "l"): html.markup(" class=\"left\"")
    case UInt8(ascii: "c"): html.markup(" class=\"center\"")
    case UInt8(ascii: "r"): html.markup(" class=\"right\"")
    default: break
    }
    html.markup(">")
    column += 1
  }

  func endCell(_ node: MarkdownNode) {
    html.raw(node.isHeading ? "</th>" : "</td>")
  }
}

extension MarkdownNode {
  fileprivate var isHeading: Bool { parent?.isHeaderRow == true }
}
