import CourseModel
import Foundation

/// What a check's command proves.
struct Judgement: Sendable, Hashable {
  let verdict: CheckResult.Verdict

  /// What was there instead of what was expected; may hold secrets.
  let found: String

  init(_ verdict: CheckResult.Verdict, _ found: String) {
    self.verdict = verdict
    self.found = found
  }

  init(of result: ShellResult, for check: Check) {
    let printed = result.standardOutput.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let complaint = result.standardError.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let isMet: Bool
    do {
      isMet = try result.isSuccess && check.expectation.isMet(by: printed)
    } catch {
      (verdict, found) = (.uncheckable, "\(error)")
      return
    }
    if isMet {
      (verdict, found) = (.passed, shortened(Self.compact(printed, check.expectation)))
    } else if let obstacle = Obstacle(of: result, complaint: complaint, limit: check.timeout) {
      (verdict, found) = (.uncheckable, obstacle.description)
    } else {
      verdict = .failed
      found = Self.found(printed: printed, complaint: complaint, result.ending)
    }
  }

  /// JSON that is as expected reads best on one line.
  private static func compact(_ printed: String, _ expectation: Expectation) -> String {
    guard case .equals = expectation else { return printed }
    return expectation.description
  }

  private static func found(
    printed: String, complaint: String, _ ending: ShellResult.Ending
  ) -> String {
    guard ending != .exited(0) else { return printed.isEmpty ? "nothing" : shortened(printed) }
    if !complaint.isEmpty { return shortened(complaint) }
    guard case .exited(let status) = ending else { return "nothing" }
    let ending = "exit status \(status)"
    return printed.isEmpty ? ending : "\(shortened(printed)) (\(ending))"
  }
}

extension Expectation {
  /// - Throws: `LabsError` when the pattern is not a regular expression.
  fileprivate func isMet(by printed: String) throws -> Bool {
    switch self {
    case .equals(let value):
      return (try? JSONDecoder().decode(JSONValue.self, from: Data(printed.utf8))) == value
    case .matches(let pattern):
      guard let expression = try? Regex(pattern) else {
        throw LabsError(.usage, "“\(pattern)” is not a regular expression.")
      }
      return printed.firstMatch(of: expression) != nil
    case .contains(let text):
      return printed.contains(text)
    case .succeeds:
      return true
    }
  }
}

/// The beginning and the end of a text that is longer than can be read at a glance.
func shortened(_ text: String, limit: Int = 800) -> String {
  guard text.count > limit else { return text }
  return "\(text.prefix(limit * 3 / 4)) … \(text.suffix(limit / 4))"
}
