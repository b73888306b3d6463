import CourseModel
import SiteGenerator

/// How a command tells what came of a publication.
extension BuildReport {
  /// Prints the report, and throws ``ExitCode/usage`` when there are errors.
  func say(with output: OutputOptions, command: String, project: Project) throws {
    if output.json {
      let payload = ReportPayload(
        pages: pages, bytes: bytes, milliseconds: Int(duration / .milliseconds(1)),
        diagnostics: diagnostics)
      let envelope = Envelope(
        command: command, status: hasErrors ? .failed : .ok, data: payload, warnings: remarks,
        error: hasErrors
          ? .init(
            code: ExitCode.usage.rawValue,
            message: "The course has \(DiagnosticText.count(diagnostics)).",
            hint: "Mend them; until then the last good site stays as it is.") : nil)
      print(envelope.text)
    } else {
      Terminal.standardOutput.write(text(output.style, project: project))
    }
    if hasErrors { throw ExitCode.usage }
  }

  func text(_ style: Style, project: Project) -> String {
    var parts: [String] = []
    if !diagnostics.isEmpty {
      parts.append(DiagnosticText(root: project.root, style: style).text(of: diagnostics))
    }
    let count = DiagnosticText.count(diagnostics)
    if hasErrors {
      parts.append(style.bad("Not published: ") + "\(count). The last good site stays as it was.")
    } else {
      let warnings = count.isEmpty ? "" : ", \(count)"
      parts.append(style.good("Good: ") + "\(pages) pages in \(duration.text)\(warnings).")
      parts += remarks.map { style.dim("Note: \($0)") }
    }
    return parts.joined(separator: style.isPlain ? "\n" : "\n\n") + "\n"
  }
}

private struct ReportPayload: Encodable {
  let pages: Int
  let bytes: Int
  let milliseconds: Int
  let diagnostics: [Diagnostic]
}
