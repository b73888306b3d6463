import CourseModel
import Foundation
import Testing

/// Values that are stored or shown as text and read back.
struct RoundTripTests {
  @Test(
    arguments: [
      (.passed, "passed"), (.failed(exitCode: 3), "failed(3)"),
      (.failed(exitCode: -11), "failed(-11)"), (.unproven, "unproven"),
      (.uncheckable, "uncheckable"), (.timedOut, "timedOut"), (.interrupted, "interrupted"),
      (.skipped, "skipped"),
    ] as [(Outcome, String)])
  func `an outcome is text and back`(outcome: Outcome, text: String) {
    #expect(outcome.description == text)
    #expect(Outcome(text) == outcome)
  }

  @Test(arguments: [
    "", "Passed", "failed", "failed()", "failed(x)", "failed(1", "failed(99999999999)",
  ])
  func `other text is no outcome`(text: String) {
    #expect(Outcome(text) == nil)
  }

  @Test(
    arguments: [
      (.emulated, "emulated", .emulated), (.aws, "aws", .aws),
      (.endpoint("http://127.0.0.1:4566"), "http://127.0.0.1:4566", .emulated),
      (.endpoint("https://cloud.example"), "https://cloud.example", .emulated),
    ] as [(Target, String, Target.Kind)])
  func `a target is text and back`(target: Target, text: String, kind: Target.Kind) {
    #expect(target.description == text)
    #expect(Target(text) == target)
    #expect(target.kind == kind)
  }

  @Test(arguments: ["", "AWS", "localhost:4566", "ftp://127.0.0.1", "http", "http://", "https://"])
  func `other text is no target`(text: String) {
    #expect(Target(text) == nil)
  }

  @Test func `a diagnostic is JSON and back`() throws {
    let diagnostic = Diagnostic(
      .error, at: SourceLocation(file: "a.md", line: 1), "There is no key “a”.", remedy: "Try: b.",
      rule: .frontMatter)
    let json = try JSONEncoder().encode(diagnostic)
    #expect(try JSONDecoder().decode(Diagnostic.self, from: json) == diagnostic)
  }
}
