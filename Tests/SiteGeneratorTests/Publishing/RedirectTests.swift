import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct RedirectTests {
  private let note = PublishedSite.note(
    "costs", title: "Costs <now>", aliases: ["prices", "week5/index"])

  @Test func `an older address shows where the page is, and leads there`() throws {
    let site = try PublishedSite([note])
    let page = try #require(site.files["prices.html"])
    #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=week6/costs.html\">"))
    #expect(page.contains("<link rel=\"canonical\" href=\"week6/costs.html\">"))
    #expect(page.contains("<a href=\"week6/costs.html\">Costs &lt;now&gt;</a>"))
    let folder = try #require(site.files["week5/index.html"])
    #expect(folder.contains("<a href=\"../week6/costs.html\">"))
  }

  @Test func `hosts that read _redirects are told in full`() throws {
    #expect(
      try PublishedSite([note]).files["_redirects"] == """
        /course/prices.html /course/week6/costs.html 301
        /course/prices /course/week6/costs.html 301
        /course/week5/ /course/week6/costs.html 301

        """)
    #expect(
      try PublishedSite([note], baseURL: nil).files["_redirects"]?
        .hasPrefix("/prices.html /week6/costs.html 301\n") == true)
    #expect(try PublishedSite([]).files["_redirects"] == nil)
  }

  @Test(arguments: [
    ("labs/logs", "the lab “logs”"), ("labs/Logs", "the lab “logs”"),
    ("labs/index", "the list of labs"), ("week6/index", "the page of “content/week6”"),
    ("404", "the page for wrong addresses"),
  ])
  func `an alias does not take a page's place`(alias: String, owner: String) throws {
    let site = try PublishedSite([PublishedSite.note("a", aliases: [alias])])
    #expect(!site.report.isPublished)
    #expect(
      site.report.diagnostics == [
        Diagnostic(
          .error, at: SourceLocation(file: "content/week6/a.md", line: 2, column: 1),
          "The alias “\(alias)” is the address of \(owner).", remedy: "Remove the alias.",
          rule: .duplicateAddress)
      ])
  }

  @Test func `an alias does not take a file's place`() throws {
    let diagnostics = try Fixtures.temporary { folder in
      for name in ["Site/public/Hello.html", "content/week6/demo.html"] {
        let file = URL(fileURLWithPath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("<p>Hello</p>".utf8).write(to: file)
      }
      let note = PublishedSite.note(
        "a", aliases: ["hello", "week6/demo"], text: "[Demo](demo.html)\n")
      let course = Course(title: "C", sections: [Section(id: "week6", title: "W", notes: [note])])
      return try SiteGenerator(theme: Theme(folders: ["\(folder)/Site", Fixtures.siteFolder]))
        .generate(course, courseRoot: folder, into: nil).diagnostics
    }
    #expect(
      diagnostics.map { "\($0.location): \($0.message)" } == [
        "content/week6/a.md:2:1: The alias “hello” is the address of the file "
          + "“Site/public/Hello.html”.",
        "content/week6/a.md:2:2: The alias “week6/demo” is the address of the file "
          + "“content/week6/demo.html”.",
      ])
  }
}
