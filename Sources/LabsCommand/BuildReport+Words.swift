import CourseModel
import SiteGenerator

/// How a command tells what came of a publication.
extension BuildReport {
  /// Prints the report. Throws ``ExitCode/usage`` when something stops a publication, and
  /// ``ExitCode/notPassed`` when a budget is not kept.
  func say(
    with output: OutputOptions, format: ReportOptions.Format = .text, command: String,
    project: Project,
    extras: BuildExtras = BuildExtras()
  ) throws {
    if output.json || format == .json {
      let payload = ReportPayload(
        pages: pages, bytes: bytes, milliseconds: Int(duration / .milliseconds(1)),
        diagnostics: diagnostics, bundle: extras.bundle,
        budget: extras.budget.map(BudgetPayload.init))
      let envelope = Envelope(
        command: command, status: !isSound || extras.failure != nil ? .failed : .ok, data: payload,
        warnings: remarks,
        error: !isSound
          ? .init(
            code: ExitCode.usage.rawValue,
            message: "The course has \(DiagnosticText.count(diagnostics)).",
            hint: "Mend them; until then the last good site stays as it is.")
          : extras.failure.map {
            .init(code: $0.code.rawValue, message: $0.message, hint: $0.hint)
          })
      print(envelope.text)
    } else {
      let annotations =
        format == .github ? Annotations(root: project.root).text(of: diagnostics) : nil
      let text =
        text(output.style, project: project, annotations: annotations) + extras.text(output.style)
      Terminal.standardOutput.write(text)
    }
    if !isSound { throw ExitCode.usage }
    if extras.failure != nil { throw ExitCode.notPassed }
  }

  /// `annotations` take the place of the diagnostics.
  func text(_ style: Style, project: Project, annotations: String? = nil) -> String {
    var parts: [String] = []
    if let annotations {
      parts.append(annotations)
    } else if !diagnostics.isEmpty {
      parts.append(DiagnosticText(root: project.root, style: style).text(of: diagnostics))
    }
    let summary = DiagnosticSummary(diagnostics: diagnostics).text
    if !summary.isEmpty { parts.append(style.dim(summary)) }
    let count = DiagnosticText.count(diagnostics)
    if !isSound {
      let isStrict = !diagnostics.contains { $0.severity == .error }
      let reason =
        isStrict
        ? ", and with --strict \(diagnostics.count == 1 ? "it counts as an error" : "they count as errors")"
        : ""
      parts.append(
        style.bad("Not published: ") + "\(count)\(reason). The last good site stays as it was.")
    } else {
      let warnings = count.isEmpty ? "" : ", \(count)"
      let anew = rendered.count == pages ? "" : ", \(rendered.count) rendered anew,"
      parts.append(
        style.good("Good: ") + "\(pages.counted("page"))\(anew) in \(duration.text)\(warnings).")
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
  let bundle: BuildExtras.Bundle?
  let budget: BudgetPayload?
}
