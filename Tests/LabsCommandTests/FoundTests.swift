import CourseModel
import Testing

@testable import LabsCommand

/// What a check found, where there is one line for it.
struct FoundTests {
  @Test(arguments: [
    ("", "nothing"), ("7", "7"), ("two  words", "two  words"), ("a\nb\n", "a b"),
    (
      "[\n  \"The role trusts EC2.\",\n  \"It has no policy.\"\n]",
      "The role trusts EC2. It has no policy."
    ),
    ("{\n    \"retentionInDays\": 7\n}", "{ \"retentionInDays\": 7 }"), ("[\n    1\n]", "[ 1 ]"),
    ("[]", "[]"),
  ])
  func `is told without the indentation of its lines`(_ found: String, _ told: String) throws {
    let result = CheckResult(
      id: try #require(Slug("a")), title: "A", verdict: .failed, expected: "[]", found: found,
      command: "true", hint: nil, duration: .zero)
    #expect(result.foundOnOneLine == told)
  }
}
