import CourseModel

/// A lab whose files have mistakes: it is not run, and each of them is named.
struct BrokenLab: Error {
  let lab: String
  let diagnostics: [Diagnostic]

  /// Of the course, to read the lines from that the diagnostics point to.
  let root: String

  var summary: LabsError {
    LabsError(
      .usage, "The lab \(lab) has \(DiagnosticText.count(diagnostics)).",
      hint: "Mend it and try again; nothing was run.")
  }

  func envelope(_ command: String) -> Envelope<[String: [Diagnostic]]> {
    Envelope(
      command: command, status: .failed, data: ["diagnostics": diagnostics],
      error: .init(
        code: summary.code.rawValue, message: summary.message, hint: summary.hint))
  }
}
