import CourseModel

/// The same mistake in several places of one file: said once, with the other places named.
struct DiagnosticGroup {
  /// In the first place.
  let diagnostic: Diagnostic

  /// The lines of the other places.
  private(set) var otherLines: [Int] = []

  /// In the order of the first places. `diagnostics` are sorted.
  static func groups(of diagnostics: [Diagnostic]) -> [DiagnosticGroup] {
    var groups: [DiagnosticGroup] = []
    var numbers: [Sentence: Int] = [:]
    for diagnostic in diagnostics {
      let sentence = Sentence(diagnostic)
      if let number = numbers[sentence], let line = diagnostic.location.line {
        if line != groups[number].otherLines.last, line != groups[number].diagnostic.location.line {
          groups[number].otherLines.append(line)
        }
      } else {
        numbers[sentence] = groups.count
        groups.append(DiagnosticGroup(diagnostic: diagnostic))
      }
    }
    return groups
  }

  /// “The same in lines 4, 7 and 12.”; empty when there is no other place.
  var others: String {
    guard let last = otherLines.last else { return "" }
    if otherLines.count == 1 { return "The same in line \(last)." }
    let named = otherLines.dropLast().prefix(4).map(String.init).joined(separator: ", ")
    let rest = otherLines.count - 5
    return rest > 0
      ? "The same in lines \(named) and \(rest + 1) more, the last of them \(last)."
      : "The same in lines \(named) and \(last)."
  }

  private struct Sentence: Hashable {
    let file: String
    let severity: Diagnostic.Severity
    let message: String
    let remedy: String

    init(_ diagnostic: Diagnostic) {
      file = diagnostic.location.file
      severity = diagnostic.severity
      message = diagnostic.message
      remedy = diagnostic.remedy
    }
  }
}
