/// A report as people read it.
struct ReportTable {
  let title: String
  let summary: String
  let caption: String
  let heads: [String]
  let rows: [[String]]
}

struct MarkdownReport {
  let text: String

  init(_ table: ReportTable) {
    func row(_ cells: [String]) -> String {
      "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
    }
    text =
      "# \(Self.escaped(table.title))\n\n\(table.summary)\n\n" + row(table.heads)
      + row(table.heads.map { _ in "---" }) + table.rows.map(row).joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing(/[\\|`*_<>\[\]]/) { "\\\($0.output)" }.replacing("\n", with: " ")
  }
}

struct CSVReport {
  let text: String

  /// Lines end as in RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180).
  init(_ table: ReportTable) {
    text = ([table.heads] + table.rows)
      .map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A text that a spreadsheet would take for a formula is marked as a text.
  private static func field(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'\(text)" : text
    return safe.contains { ",\"\r\n".contains($0) }
      ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
  }
}

/// One document that needs nothing else.
struct HTMLReport {
  let text: String

  init(_ table: ReportTable) {
    func row(_ cells: [String], _ tag: String) -> String {
      let cells = cells.enumerated().map { index, cell in
        index == 0 && tag == "td"
          ? "<th scope=\"row\">\(cell.xml)</th>"
          : "<\(tag)\(tag == "th" ? " scope=\"col\"" : "")>\(cell.xml)</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(table.title.xml): report</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(table.title.xml)</h1>
      <p>\(table.summary.xml)</p>
      <div class="table" role="region" aria-label="Steps" tabindex="0">
      <table>
      <caption>\(table.caption.xml)</caption>
      <thead>
      \(row(table.heads, "th"))</thead>
      <tbody>
      \(table.rows.map { row($0, "td") }.joined())</tbody>
      </table>
      </div>
      </main>
      </body>
      </html>

      """
  }

  private static let style = """
    :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;\
    max-width:72rem;padding:0 1rem}.table{overflow-x:auto}table{border-collapse:collapse}\
    caption{text-align:left;margin-bottom:.5rem}th,td{text-align:left;vertical-align:top;\
    padding:.35rem .75rem;border-bottom:1px solid #8888}
    """
}
