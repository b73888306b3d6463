import CourseModel

/// Tables, in a region that scrolls and that the keyboard reaches.
extension ProseRenderer {
  /// A matrix is the table after `<!-- matrix -->`: its rows have a header too.
  func beginMatrix(_ comment: MarkdownNode) {
    if let table = comment.next, table.kind == .table {
      matrix = table
    } else {
      report(
        .error, at: comment, "No table follows “\(Directive.matrix.comment)”.",
        remedy: "Put it right before the table that it is for.", rule: .directive)
    }
  }

  func beginTable(_ node: MarkdownNode) {
    columns = node.alignments
    hasTableBody = false
    findings.regions += 1
    if node == matrix { html.markup("<div class=\"matrix\">\n") }
    let headers = node.firstChild?.children.map(\.plainText).filter { !$0.isEmpty } ?? []
    html.raw(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table \(findings.regions)")
    if !headers.isEmpty {
      html.markup(": ")
      html.text(headers.prefix(4).joined(separator: ", "))
    }
    html.markup("\"><table>\n")
  }

  func endTable(_ node: MarkdownNode) {
    if hasTableBody { html.markup("</tbody>\n") }
    html.markup("</table></div>\n")
    guard node == matrix else { return }
    html.markup("</div>\n")
    matrix = nil
  }

  func beginRow(_ node: MarkdownNode) {
    column = 0
    isHead = node.isHeaderRow
    if isHead {
      html.markup("<thead>\n")
    } else if !hasTableBody {
      hasTableBody = true
      html.markup("<tbody>\n")
    }
    html.markup("<tr>")
  }

  func endRow() {
    html.markup("</tr>\n")
    if isHead { html.markup("</thead>\n") }
  }

  func beginCell(_ cell: MarkdownNode) {
    if !isHeader(cell) {
      html.markup("<td")
    } else if isHead {
      html.markup("<th scope=\"col\"")
    } else {
      html.markup("<th scope=\"row\"")
    }
    switch column < columns.count ? columns[column] : 0 {
    case UInt8(ascii: "l"): html.markup(" class=\"left\"")
    case UInt8(ascii: "c"): html.markup(" class=\"center\"")
    case UInt8(ascii: "r"): html.markup(" class=\"right\"")
    default: break
    }
    html.markup(">")
  }

  func endCell(_ cell: MarkdownNode) {
    if isHeader(cell) { html.markup("</th>") } else { html.markup("</td>") }
    column += 1
  }

  /// Of the cell at ``column``. An empty one, as over the names of rows, heads nothing.
  private func isHeader(_ cell: MarkdownNode) -> Bool {
    (isHead || (matrix != nil && column == 0)) && cell.firstChild != nil
  }
}
