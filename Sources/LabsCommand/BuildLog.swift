import CourseModel
import Foundation
import SiteGenerator

/// What `labs serve` says: one line for each build, and mistakes in full when they are new.
struct BuildLog {
  private let project: Project
  private let output: OutputOptions
  private var known: Set<Diagnostic> = []
  private var wasBroken = false
  private var notice: String?

  init(project: Project, output: OutputOptions) {
    self.project = project
    self.output = output
  }

  func ready(_ address: String) {
    tell(ServeEvent(.serving, address: address)) { _ in
      "Serving \(address)/ until Ctrl-C.\n"
    }
  }

  /// - Parameter reason: Why changes are found late; said once.
  mutating func noteWatching(_ reason: String?) {
    guard let reason, reason != notice else { return }
    notice = reason
    tell(ServeEvent(.notice, message: reason)) { style in
      style.warning("Saves are noticed after half a second:") + " \(reason)\n"
    }
  }

  /// - Parameter touched: The files that were saved; `nil` for the first build.
  mutating func note(_ report: BuildReport, touched: [String]?) {
    let new = report.diagnostics.filter { !known.contains($0) }
    let isMended = wasBroken && report.isSound
    known = Set(report.diagnostics)
    wasBroken = !report.isSound
    tell(ServeEvent(.built, report: report, touched: touched)) { style in
      guard let touched else { return report.text(style, project: project) }
      let text = DiagnosticText(root: project.root, style: style).text(of: new)
      let gap = style.isPlain ? "\n" : "\n\n"
      return (new.isEmpty ? "" : text + gap)
        + line(style, touched, outcome(of: report, isMended: isMended, style)) + "\n"
    }
  }

  mutating func note(_ failure: LabsError, touched: [String]?) {
    wasBroken = true
    let event = ServeEvent(.failed, touched: touched, message: failure.description)
    tell(event) { style in
      line(style, touched ?? [], style.bad("Not built: ") + failure.description) + "\n"
    }
  }

  private func outcome(of report: BuildReport, isMended: Bool, _ style: Style) -> String {
    let count = DiagnosticText.count(report.diagnostics)
    if !report.isSound {
      return style.bad("Not shown: ") + "\(count). The pages stay as they were."
    }
    let pages = report.rendered.count.counted("page")
    let made = "\(pages) rendered anew in \(report.duration.text)"
    return (isMended ? style.good("Mended: ") : "") + made + (count.isEmpty ? "" : ", \(count)")
  }

  /// `12:04:31 content/week6/costs.md and 2 more: ` and what came of it.
  private func line(_ style: Style, _ touched: [String], _ outcome: String) -> String {
    let others = touched.count > 1 ? " and \(touched.count - 1) more" : ""
    let what = touched.first.map { "\($0)\(others): " } ?? ""
    return "\(style.dim(Self.timeOfDay)) \(what)\(outcome)"
  }

  private func tell(_ event: ServeEvent, words: (Style) -> String) {
    guard output.json else { return Terminal.standardOutput.write(words(output.style)) }
    let isGood = event.kind != .failed && event.report?.isSound != false
    let envelope = Envelope(command: "serve", status: isGood ? .ok : .failed, data: event)
    Terminal.standardOutput.write(envelope.text + "\n")
  }

  /// As the clock on the wall has it: `12:04:31`.
  private static var timeOfDay: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
