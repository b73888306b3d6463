import CourseModel
import Foundation

/// The cells of a report, as people read them.
extension LabReport {
  static let heads = [
    "Step", "Title", "Outcome", "Target", "Attempts", "Hints", "Time", "When (UTC)", "Lab version",
  ]

  var cells: [[String]] {
    steps.map { row in
      [
        row.status.step, row.status.title, row.status.reportWords, row.target,
        String(row.status.attempts), String(row.status.hintsUsed),
        Duration.milliseconds(row.milliseconds).text, row.status.at.map(Self.moment) ?? "",
        row.labVersion ?? "",
      ]
    }
  }

  /// *5 of 7 steps passed on the emulated account; 2 drills.*
  var summary: String {
    let place = target == "aws" ? "a real account" : "an emulated account (\(target))"
    let done = drills.count { $0.mendedAt != nil }
    let practice = drills.isEmpty ? "" : " \(done) of \(drills.count.counted("drill")) put right."
    return "\(passed) of \(steps.count.counted("step")) passed on \(place); lab version "
      + "\(labVersion).\(practice)"
  }

  private static func moment(_ date: Date) -> String {
    date.formatted(.iso8601)
  }
}

extension StatusReport.Row {
  /// Without the time, which has a column of its own.
  fileprivate var reportWords: String {
    switch standing {
    case "passed": "passed"
    case "changed": "passed; the step has changed since"
    case "notPassed": "not passed: \(outcome.flatMap(Outcome.init)?.ending ?? "")"
    case "begun": "at work"
    case "cleaned": "cleaned up"
    default: "not done"
    }
  }
}

struct MarkdownReport {
  let text: String

  init(_ report: LabReport) {
    func row(_ cells: [String]) -> String {
      "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
    }
    text =
      "# \(Self.escaped(report.title))\n\n\(report.summary)\n\n" + row(LabReport.heads)
      + row(LabReport.heads.map { _ in "---" }) + report.cells.map(row).joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing(/[\\|`*_<>\[\]]/) { "\\\($0.output)" }.replacing("\n", with: " ")
  }
}

struct CSVReport {
  let text: String

  /// Lines end as in RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180).
  init(_ report: LabReport) {
    text = ([LabReport.heads] + report.cells)
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

  init(_ report: LabReport) {
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
      <title>\(report.title.xml): report</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(report.title.xml)</h1>
      <p>\(report.summary.xml)</p>
      <div class="table" role="region" aria-label="Steps" tabindex="0">
      <table>
      <caption>What is recorded of each step</caption>
      <thead>
      \(row(LabReport.heads, "th"))</thead>
      <tbody>
      \(report.cells.map { row($0, "td") }.joined())</tbody>
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

extension JUnitReport {
  /// A step that was never tried is skipped, not failed.
  init(_ report: LabReport) {
    name = report.lab
    cases = zip(report.steps, report.cells).map { row, cells in
      let status = row.status
      let isUntried = status.standing == "untried" || status.standing == "cleaned"
      return Case(
        group: "\(report.lab).\(report.target)", name: "\(status.step): \(status.title)",
        duration: .milliseconds(row.milliseconds),
        result: status.standing == "passed"
          ? .passed : isUntried ? .skipped(cells[2]) : .failed(cells[2], "Outcome: \(cells[2])"))
    }
  }
}
