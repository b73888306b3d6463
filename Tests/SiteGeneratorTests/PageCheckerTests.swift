import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

/// What is said of the pages as they are published.
@Suite struct PageCheckerTests {
  /// The diagnostics of a site with a note of this text, or with this template in its theme.
  private func said(note text: String = "", templates: [String: String] = [:]) throws -> [String] {
    try Fixtures.temporary { folder in
      for (name, template) in templates {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/templates", withIntermediateDirectories: true)
        try template.write(
          toFile: "\(folder)/templates/\(name).mustache", atomically: true, encoding: .utf8)
      }
      let theme = Theme(folders: [folder, "\(Fixtures.folder)/theme"])
      let report = try SiteGenerator(theme: theme).generate(
        try Fixtures.course(adding: [Fixtures.note(named: "note", text)]),
        courseRoot: Fixtures.root, into: nil)
      return report.diagnostics.map {
        "\($0.location): \($0.severity): \($0.message) > \($0.remedy)"
      }
    }
  }

  @Test func `a good site has nothing to say`() throws {
    #expect(try said() == [])
  }

  @Test func `a link that a template writes has to lead somewhere`() throws {
    let links = "<a href=\"../index.html\"></a><a href=\"../week6/cost.html\"></a>"
    #expect(
      try said(templates: ["labs": links]) == [
        "labs: error: The page shows a link to “../week6/cost.html”, and the site has no such file. "
          + "> Did the template mean “week6/costs.html”?"
      ])
  }

  @Test func `a style or script that a template names has to be there`() throws {
    #expect(
      try said(templates: ["labs": "<script src=\"../assets/mine.js\"></script>"]) == [
        "labs: error: The page shows a link to “../assets/mine.js”, and the site has no such file. "
          + "> Correct the template that writes it."
      ])
  }

  @Test func `an anchor that a template names has to be on the page`() throws {
    let links = "<a href=\"logs.html#log-group\"></a><a href=\"logs.html#log-groups\"></a>"
    #expect(
      try said(templates: ["labs": links + "<a href=\"#top\"></a><a href=\"#gone\"></a>"]) == [
        "labs: error: “#gone” leads to no heading of “labs”. > "
          + "Link to a heading that is there, or to the page alone.",
        "labs: error: “logs.html#log-groups” leads to no heading of “labs/logs/lab.yml”. > "
          + "The nearest heading is “#log-group”.",
      ])
  }

  @Test func `the page for wrong addresses is checked like the others`() throws {
    let links = """
      <a href="{{root}}index.html#top">a</a> <a href="{{root}}gone.html">b</a> <a href="#gone">c</a>
      <a href="{{root}}labs/logs.html#log-groups">d</a> <a href="index.html">e</a>
      <img srcset="{{root}}one.png 2x" alt=""> <p id="a"></p><p id="a"></p>
      """
    let place = "Site/templates/not-found.mustache: error: The page for wrong addresses"
    #expect(
      try said(templates: ["not-found": links]) == [
        "\(place) has the id “a” twice, so no link can tell them apart. > "
          + "Rename one of them; ids of templates hold a full stop.",
        "\(place) shows a link to “#gone”, and has no such id. > "
          + "Correct the template that writes it.",
        "\(place) shows a link to “/course/gone.html”, and the site has no such file. > "
          + "Correct the template that writes it.",
        "\(place) shows a link to “/course/labs/logs.html#log-groups”, and that page has no such "
          + "id. > Correct the template that writes it.",
        "\(place) shows a link to “/course/one.png”, and the site has no such file. > "
          + "Correct the template that writes it.",
        "\(place) shows a link to “index.html”, and is shown at any depth. > "
          + "Begin the link with “{{root}}”.",
      ])
  }

  @Test func `an id is on a page once`() throws {
    #expect(
      try said(templates: ["labs": "<p id=\"a\"></p><p id=\"a\"></p><p id=\"a\"></p>"]) == [
        "labs: error: The id “a” is on the page “labs/index.html” twice, so no link can tell them "
          + "apart. > Rename one of them; ids of templates hold a full stop."
      ])
  }

  @Test func `an anchor that an author links to is reported once, at its place`() throws {
    #expect(
      try said(note: "[x](#gone)\n") == [
        "content/week6/note.md:4:1: error: “#gone” leads to no heading of “content/week6/note.md”. "
          + "> Link to a heading that is there, or to the page alone."
      ])
  }

  @Test func `a secret that only shows on the page is found there`() throws {
    #expect(
      try said(note: "&#65;KIAQ7MZ2XVB4KTR6WLC\n") == [
        "content/week6/note.md: error: This is an AWS access key id, “AKIA…” (20 characters). > "
          + "Revoke it, for it is in the file's history, and write a variable in its place."
      ])
  }

  @Test func `what stands for a secret in the text stands for it on the page`() throws {
    let address = "postgresql://root:<MYPASSWORD>@db.c0us.rds.amazonaws.com:5432/x"
    #expect(try said(note: "`\(address)`\n\n```\n\(address)\n```\n") == [])
  }

  @Test func `a file that is carried along holds no secret`() throws {
    let checker = CarriedFileChecker(course: Course(title: "Course", notSecret: ["310957284466"]))
    let text = "{\n  \"Account\": \"587201934466\",\n  \"Account\": \"310957284466\"\n}\n"
    let diagnostics = checker.diagnostics(of: Array(text.utf8), at: "labs/a/policies/p.json")
    #expect(diagnostics.map(\.location.description) == ["labs/a/policies/p.json:2:15"])
    #expect(diagnostics.map(\.rule) == [.accountNumber])
    #expect(checker.diagnostics(of: [0x89, 0, 1] + Array(text.utf8), at: "a.png") == [])
  }
}
