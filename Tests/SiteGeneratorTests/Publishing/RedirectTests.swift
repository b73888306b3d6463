import CourseModel
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
          .error, at: SourceLocation(file: "content/week6/a.md"),
          "The alias “\(alias)” is the address of \(owner).", remedy: "Remove the alias.",
          rule: .duplicateAddress)
      ])
  }
}
