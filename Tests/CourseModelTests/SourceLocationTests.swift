import CourseModel
import Testing

struct SourceLocationTests {
  @Test func `is written as compilers write it`() {
    #expect(SourceLocation(file: "a.md", line: 2, column: 3).description == "a.md:2:3")
    #expect(SourceLocation(file: "a.md", line: 2).description == "a.md:2")
    #expect(SourceLocation(file: "a.md").description == "a.md")
  }

  @Test func `comes by file, line and column, the whole before its parts`() {
    let sorted = [
      SourceLocation(file: "a.md"),
      SourceLocation(file: "a.md", line: 2),
      SourceLocation(file: "a.md", line: 2, column: 1),
      SourceLocation(file: "a.md", line: 2, column: 10),
      SourceLocation(file: "a.md", line: 10, column: 2),
      SourceLocation(file: "b.md", line: 1),
    ]
    #expect(sorted.reversed().sorted() == sorted)
    #expect(sorted.shuffled().sorted() == sorted)
  }

  @Test func `diagnostics in one place come by their message, then by severity and remedy`() {
    func diagnostic(
      _ severity: Diagnostic.Severity, _ message: String, remedy: String = ""
    ) -> Diagnostic {
      Diagnostic(
        severity, at: SourceLocation(file: "a.md", line: 1), message, remedy: remedy,
        rule: .brokenLink)
    }
    let sorted = [
      diagnostic(.error, "A"), diagnostic(.error, "A", remedy: "B"), diagnostic(.warning, "A"),
      diagnostic(.error, "B"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
    #expect(!(sorted[0] < sorted[0]))
  }
}
