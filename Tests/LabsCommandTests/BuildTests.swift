import CourseModel
import Foundation
import Testing

@testable import LabsCommand

/// `labs build` as instructors use it, on a course of one page.
@Suite(.fewAtOnce) struct BuildTests {
  private func course(_ more: [String: String] = [:]) throws -> Program {
    try Program(
      lab: [
        "content/course.yml": "format: 1\ntitle: Small\n",
        "content/index.md": "---\ntitle: Small\nupdated: 2026-01-01\n---\nText.\n",
      ].merging(more) { $1 })
  }

  @Test func `the bundle and the budget are reported with the site`() async throws {
    let labs = try course()
    let ending = try await labs.run(
      "build", "--base-url", "https://example.com/course", "--budget", "--bundle",
      labs.root + "/course.zip", "--json")
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(try ending.json("data", "budget", "kept") == "1")
    #expect(try ending.json("data", "bundle", "path") == labs.root + "/course.zip")
    #expect(labs.text(of: "_site/sitemap.xml")?.contains("https://example.com/course/") == true)
    #expect(FileManager.default.fileExists(atPath: labs.root + "/course.zip"))
  }

  @Test func `a budget that is not kept ends with 1, and the page is named`() async throws {
    let noise = (0..<3_000).map { "n\($0 &* 2_654_435_761 % 1_000_003)" }.joined(separator: " ")
    let labs = try course(["Site/templates/not-found.mustache": "<p title=\"\(noise)\">No.</p>\n"])
    let ending = try await labs.run("build", "--budget")
    #expect(ending.code == 1, "\(ending.output)\(ending.errors)")
    let line = ending.output.split(separator: "\n").first {
      $0.contains("404.html") && $0.contains("HTML")
    }
    #expect(line?.hasSuffix("over") == true, "\(ending.output)")
    let json = try await labs.run("build", "--budget", "--json")
    #expect(try json.json("status") == "failed")
    #expect(try json.json("error", "code") == "1")
  }

  @Test func `a site of one page has one page`() async throws {
    let labs = try course()
    #expect(try await labs.run("build", "--plain").output.hasPrefix("Good: 1 page in "))
    #expect(
      try await labs.run("build", "--plain", "--budget").output.contains("kept by 2 files of HTML"))
  }

  @Test func `a warning stops a strict build, as it finds it and as it remembers it`() async throws
  {
    let labs = try course()
    #expect(try await labs.run("build", "--strict").code == 0)
    try labs.write("# Home\n\n##Costs\n", to: "content/index.md")

    for _ in 0..<2 {
      let strict = try await labs.run("build", "--strict", "--plain")
      #expect(strict.code == 2)
      #expect(strict.output.contains("content/index.md:3"))
      #expect(
        strict.output.hasSuffix(
          "Not published: 1 warning, and with --strict it counts as an error. "
            + "The last good site stays as it was.\n"), "\(strict.output)")
      #expect(labs.text(of: "_site/index.html")?.contains("##Costs") == false)
    }
    let lint = try await labs.run("lint", "--strict", "--json")
    #expect(lint.code == 2)
    #expect(try lint.json("error", "message") == "The course has 1 warning.")
    #expect(try await labs.run("lint").code == 0)

    #expect(try await labs.run("build").code == 0)
    #expect(labs.text(of: "_site/index.html")?.contains("##Costs") == true)
    #expect(try await labs.run("build", "--strict").code == 2)
  }

  @Test func `a file at the site's root is published as it is now, and as ours when it is gone`()
    async throws
  {
    let note = "# Home\n\nText.\n\n## More\n\n"
    let labs = try course(["Site/public/robots.txt": "one\n", "content/index.md": note])
    _ = try await labs.run("build")
    #expect(labs.text(of: "_site/robots.txt") == "one\n")

    try labs.write("other\n", to: "Site/public/robots.txt")
    _ = try await labs.run("build")
    #expect(labs.text(of: "_site/robots.txt") == "other\n")

    unlink(labs.root + "/Site/public/robots.txt")
    try labs.write(note + "Text.\n", to: "content/index.md")
    _ = try await labs.run("build")
    #expect(labs.text(of: "_site/robots.txt")?.hasPrefix("User-agent") == true)
  }

  @Test func `a base URL that is none is said before anything is written`() async throws {
    let labs = try course()
    let ending = try await labs.run("build", "--base-url", "example.com/course")
    #expect(ending.code == 2)
    #expect(
      ending.errors == "labs: “example.com/course” is no address that a site can have. Write it in "
        + "full, with nothing after the path: https://example.com/course.\n")
    #expect(labs.text(of: "_site/index.html") == nil)
  }

  @Test func `why a page shows no day is a note, and a warning in the envelope`() async throws {
    let labs = try course(["content/index.md": "# Small\n"])
    let text = try await labs.run("build")
    #expect(text.code == 0)
    #expect(text.output.contains("\nNote: Pages show no day"), "\(text.output)")
    let json = try await labs.run("build", "--json")
    #expect(try json.json("warnings", "0").contains("Put it into one: git init."))
  }

  @Test func `mistakes are annotations where GitHub asks for them`() async throws {
    let labs = try course(["content/a.md": "# A\n\n[x](gone.md), 5 %\n"])
    let ending = try await labs.run("lint", "--format", "github")
    #expect(ending.code == 2)
    #expect(
      ending.output.hasPrefix("::error file=content/a.md,line=3,col=1"), "\(ending.output)")
    #expect(ending.output.contains("\nNot published: 1 error."))
    let json = try await labs.run("lint", "--format", "json")
    #expect(try json.json("data", "diagnostics", "0", "location", "line") == "3")
  }

  @Test func `no line with a secret in it is shown on a terminal`() throws {
    let labs = try course(["content/a.md": "# A\n\nAKIAQ7MZ2XVB4KTR6WLC\n"])
    let mistake = Diagnostic(
      .error, at: SourceLocation(file: "content/a.md", line: 3, column: 1), "A key.",
      rule: .leakedSecret)
    let text = DiagnosticText(
      root: labs.root, style: Style(isPlain: false, environment: ["TERM": "xterm"]))
    #expect(!text.text(of: [mistake]).contains("AKIA"))
  }
}
