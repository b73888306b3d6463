import CourseModel

/// The diagnostics of one reading, collected so that all of them show at once.
final class Findings {
  private(set) var diagnostics: [Diagnostic] = []

  /// To be shown to bash when all is read: starting it costs as much as reading ten notes.
  var shellTexts: [ShellText] = []

  func error(
    at location: SourceLocation, _ message: String, remedy: String = "", rule: Diagnostic.Rule
  ) {
    add(Diagnostic(.error, at: location, message, remedy: remedy, rule: rule))
  }

  /// In front matter, lab.yml or course.yml.
  func malformed(at location: SourceLocation, _ message: String, remedy: String = "") {
    error(at: location, message, remedy: remedy, rule: .frontMatter)
  }

  func warning(
    at location: SourceLocation, _ message: String, remedy: String = "", rule: Diagnostic.Rule
  ) {
    add(Diagnostic(.warning, at: location, message, remedy: remedy, rule: rule))
  }

  func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  func add(_ more: [Diagnostic]) { diagnostics += more }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// *Try: “title”.*, or all that is known when nothing is near enough.
func suggestion(for text: String, among known: [String], called plural: String) -> String {
  if let nearest = known.nearest(to: text) { return "Try: \(nearest)." }
  return known.isEmpty ? "" : "Known \(plural): \(known.joined(separator: ", "))."
}

extension String {
  /// Short enough to quote in a message, on one line, without control characters.
  var quotable: String {
    let line = prefix(61).map { $0.isNewline ? " " : $0 }
    let safe = String(line.prefix(60)).replacingControlCharacters()
    return line.count > 60 ? safe + "…" : safe
  }

  /// Safe to print on a terminal.
  func replacingControlCharacters() -> String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      result.unicodeScalars.append(scalar.isControl ? "\u{FFFD}" : scalar)
    }
    return result
  }
}

extension Unicode.Scalar {
  /// C0, DEL and C1: what a terminal might obey. Line ends and tabs are among them.
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
