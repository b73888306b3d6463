import CourseModel

/// What many diagnostics are about, in a line: *12 broken-link, 4 account-number*.
struct DiagnosticSummary {
  /// So many can still be looked over.
  private static let few = 10

  let diagnostics: [Diagnostic]

  /// Empty when there are few.
  var text: String {
    guard diagnostics.count > Self.few else { return "" }
    let counts = Dictionary(diagnostics.map { ($0.rule.rawValue, 1) }) { $0 + $1 }
    let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let files = Set(diagnostics.map(\.location.file)).count
    return "In \(files.counted("file")): \(kinds)."
  }
}
