import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct ForgeTests {
  @Test(arguments: [
    ("https://github.com/a/b", "https://github.com/a/b/edit/HEAD/content/x%20y.md"),
    (
      "https://github.example.com/a/b.git",
      "https://github.example.com/a/b/edit/HEAD/content/x%20y.md"
    ),
    ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/edit/HEAD/content/x%20y.md"),
    ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/src/HEAD/content/x%20y.md"),
    ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/commit/HEAD/content/x%20y.md"),
    (
      "https://gitea.example.com/a/b",
      "https://gitea.example.com/a/b/src/commit/HEAD/content/x%20y.md"
    ),
    ("https://example.com/a/github", nil),
  ])
  func `each host has its own address for a file`(repository: String, expected: String?) {
    #expect(Forge(repository: repository)?.editing("content/x y.md") == expected)
  }

  @Test func `a course in a folder of its repository is found there`() {
    let forge = Forge(repository: "https://github.com/a/b", prefix: "courses/ecs")
    #expect(
      forge?.editing("labs/week6/lab.yml")
        == "https://github.com/a/b/edit/HEAD/courses/ecs/labs/week6/lab.yml")
    #expect(forge?.showing("bin") == "https://github.com/a/b/tree/HEAD/courses/ecs/bin")
  }

  /// The fixture course lies in a repository on GitHub.
  private func page(_ address: String, adding notes: [Note] = []) throws -> String {
    try Fixtures.temporary { folder in
      let report = try SiteGenerator(theme: Fixtures.theme).generate(
        try Fixtures.course(adding: notes), courseRoot: Fixtures.root, into: "\(folder)/_site")
      #expect(report.diagnostics.isEmpty)
      return try String(contentsOfFile: "\(folder)/_site/\(address)", encoding: .utf8)
    }
  }

  @Test func `each step of a lab can be edited in its own file`() throws {
    let page = try page("labs/logs.html")
    for step in try Fixtures.course().labs[0].steps {
      let address = "https://github.com/example/course/edit/HEAD/\(step.file)"
      #expect(page.contains("<a href=\"\(address)\""))
      #expect(page.contains("aria-label=\"Edit this step, “\(step.title.htmlEscaped)”\""))
    }
  }

  @Test func `a link to what is not on the site leads to the repository`() throws {
    let note = Fixtures.note(named: "note", "[Pictures](images/)\n")
    let address = "https://github.com/example/course/tree/HEAD/content/week6/images"
    #expect(try page("week6/note.html", adding: [note]).contains("<a href=\"\(address)\""))
  }
}
