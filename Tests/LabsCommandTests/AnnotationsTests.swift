import CourseModel
import Testing

@testable import LabsCommand

struct AnnotationsTests {
  private func diagnostic(
    _ severity: Diagnostic.Severity = .error, file: String = "content/a.md", line: Int? = nil,
    column: Int? = nil, _ message: String = "It is wrong.", remedy: String = "",
    rule: Diagnostic.Rule = .brokenLink
  ) -> Diagnostic {
    Diagnostic(
      severity, at: SourceLocation(file: file, line: line, column: column), message,
      remedy: remedy, rule: rule)
  }

  @Test func `a mistake is an annotation of its place`() {
    let mistake = diagnostic(line: 3, column: 5, remedy: "Mend it.", rule: .brokenLink)
    #expect(
      Annotations(prefix: "").text(of: [mistake])
        == "::error file=content/a.md,line=3,col=5,title=broken-link::It is wrong.%0AMend it.\n")
  }

  @Test func `what has no line and no remedy is left out`() {
    #expect(
      Annotations(prefix: "").text(of: [diagnostic(.warning)])
        == "::warning file=content/a.md,title=broken-link::It is wrong.\n")
  }

  @Test func `what would end a message or a property is escaped`() {
    let mistake = diagnostic(file: "content/a:b,c%.md", "100%\r\n, so: “::error::”")
    #expect(
      Annotations(prefix: "").text(of: [mistake])
        == "::error file=content/a%3Ab%2Cc%25.md,title=broken-link::100%25%0D%0A, so: “::error::”\n"
    )
  }

  @Test(arguments: [
    ("/home/me/repo", "/home/me/repo", ""), ("/home/me/repo/course", "/home/me/repo", "course/"),
    ("/home/me/repository", "/home/me/repo", ""),
  ]) func `files are named from the repository's root`(
    root: String, workspace: String, prefix: String
  ) {
    let annotations = Annotations(root: root, environment: ["GITHUB_WORKSPACE": workspace])
    #expect(annotations.prefix == prefix)
  }

  @Test func `the same mistake in a file is said once`() {
    let mistakes = [2, 4, 4, 7].map { diagnostic(line: $0) } + [diagnostic(file: "b.md", line: 1)]
    let groups = DiagnosticGroup.groups(of: mistakes)
    #expect(groups.map(\.diagnostic.location.description) == ["content/a.md:2", "b.md:1"])
    #expect(groups.map(\.others) == ["The same in lines 4 and 7.", ""])
  }

  @Test(arguments: [
    (2, "The same in line 2."), (3, "The same in lines 2 and 3."),
    (6, "The same in lines 2, 3, 4, 5 and 6."),
    (9, "The same in lines 2, 3, 4, 5 and 4 more, the last of them 9."),
  ]) func `other places are named as long as they are few`(_ count: Int, _ words: String) {
    let groups = DiagnosticGroup.groups(of: (1...count).map { diagnostic(line: $0) })
    #expect(groups.map(\.others) == [words])
  }

  @Test func `many mistakes are summed up by what they are about`() {
    let few = (1...10).map { diagnostic(line: $0) }
    #expect(DiagnosticSummary(diagnostics: few).text == "")
    let many = few + [diagnostic(file: "b.md", rule: .invalidJSON)]
    #expect(
      DiagnosticSummary(diagnostics: many).text == "In 2 files: 10 broken-link, 1 invalid-json.")
  }
}
