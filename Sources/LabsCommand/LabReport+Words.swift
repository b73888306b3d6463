import CourseModel
import Foundation

/// The cells of a report, as people read them.
extension LabReport {
  var table: ReportTable {
    ReportTable(
      title: title, summary: summary, caption: "What is recorded of each step", heads: Self.heads,
      rows: cells)
  }

  private static let heads = [
    "Step", "Title", "Outcome", "Target", "Attempts", "Hints", "Time", "When (UTC)", "Lab version",
  ]

  var cells: [[String]] {
    steps.map { [$0.status.step, $0.status.title] + $0.cells }
  }

  /// *5 of 7 steps passed on the emulated account; 2 drills.*
  var summary: String {
    let place = target == "aws" ? "a real account" : "an emulated account (\(target))"
    let done = drills.count { $0.mendedAt != nil }
    let practice = drills.isEmpty ? "" : " \(done) of \(drills.count.counted("drill")) put right."
    return "\(passed) of \(steps.count.counted("step")) passed on \(place); lab version "
      + "\(labVersion).\(practice)"
  }
}

extension LabReport.Row {
  /// From the outcome on.
  var cells: [String] {
    [
      status.reportWords, target, String(status.attempts), String(status.hintsUsed),
      Duration.milliseconds(milliseconds).text, status.at?.formatted(.iso8601) ?? "",
      labVersion ?? "",
    ]
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
