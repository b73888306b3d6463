import CourseLoader
import CourseModel

/// Diagnostics for a person: place, what is wrong, the line with a mark under it, the remedy.
struct DiagnosticText {
  let root: String
  let style: Style

  func text(of diagnostics: [Diagnostic]) -> String {
    DiagnosticGroup.groups(of: diagnostics).map(text(of:))
      .joined(separator: style.isPlain ? "\n" : "\n\n")
  }

  /// “2 errors, 1 warning”; empty when there is nothing to count.
  static func count(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    return [
      errors > 0 ? errors.counted("error") : nil,
      warnings > 0 ? warnings.counted("warning") : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func text(of group: DiagnosticGroup) -> String {
    let diagnostic = group.diagnostic
    let severity = diagnostic.severity.rawValue
    let mark = diagnostic.severity == .error ? style.bad(severity) : style.warning(severity)
    var lines = ["\(style.bold(diagnostic.location.description)): \(mark): \(diagnostic.message)"]
    // A line with a secret in it does not belong into a log.
    if !style.isPlain, diagnostic.rule != .leakedSecret {
      lines += excerpt(at: diagnostic.location)
    }
    let remedies = [diagnostic.remedy, group.others].filter { !$0.isEmpty }
    if !remedies.isEmpty {
      lines.append((style.isPlain ? "  " : "  → ") + remedies.joined(separator: " "))
    }
    return lines.joined(separator: "\n")
  }

  private func excerpt(at location: SourceLocation) -> [String] {
    guard let excerpt = CourseLoader(root: root).excerpt(for: location) else { return [] }
    return [style.dim(excerpt.description.indented(by: "  "))]
  }
}
