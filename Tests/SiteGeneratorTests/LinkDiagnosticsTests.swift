import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct LinkDiagnosticsTests {
  @Test(arguments: [
    ("costs.md", "costs.html"), ("costs.md#fargate-prices", "costs.html#fargate-prices"),
    ("./costs.md", "costs.html"), ("../week6/costs.md", "costs.html"),
    ("/content/week6/costs.md", "costs.html"), ("index.md", "index.html"), (".", "index.html"),
    ("../week6/", "index.html"), ("../index.md", "../index.html"), ("..", "../index.html"),
    ("costs.html", "costs.html"), ("note.md", "note.html"),
    ("../../labs/logs", "../labs/logs.html"), ("../../labs/logs/lab.yml", "../labs/logs.html"),
    ("../../labs/logs/01-log-group.md", "../labs/logs.html#log-group"),
    ("../../labs/logs/01-log-group.md#why", "../labs/logs.html#log-group--why"),
    ("../../labs/logs/policies/trust.json", "../labs/logs/policies/trust.json"),
    ("c%6Fsts.md", "costs.html"), ("costs.md?x#fargate-prices-1", "costs.html#fargate-prices-1"),
  ])
  func `a link to a file of the course becomes the page's address`(link: String, address: String)
    throws
  {
    let page = try Rendering("[x](\(link))\n")
    #expect(page.html == "<p><a href=\"\(address)\">x</a></p>\n")
    #expect(page.messages.isEmpty)
  }

  @Test(arguments: [
    ("cost.md", "There is no file “cost.md”.", "Did you mean “costs.md”?"),
    ("../costs.md", "There is no file “../costs.md”.", "Did you mean “costs.md”?"),
    ("images/box.svg", "There is no file “images/box.svg”.", "Did you mean “images/boxes.svg”?"),
    ("plan.txt", "There is no file “plan.txt”.", "Check the path"),
    ("nothing-like-it.pdf", "There is no file “nothing-like-it.pdf”.", "Check the path"),
    ("notes.md", "There is no file “notes.md”.", "Check the path"),
    ("week7/index.md", "There is no file “week7/index.md”.", "Check the path"),
    ("../readme.md", "There is no file “../readme.md”.", "Check the path"),
    (
      "docs.example.com", "There is no file “docs.example.com”.",
      "If this is on the web, write “https://docs.example.com”."
    ),
    (
      "www.example.eu/a/b.html#c", "There is no file “www.example.eu/a/b.html”.",
      "If this is on the web, write “https://www.example.eu/a/b.html”."
    ),
    (".com", "There is no file “.com”.", "Check the path"),
    ("", "This link has no address.", "Write one between the round brackets"),
    ("../../../etc/passwd", "“../../../etc/passwd” leads out of the course.", "Link to a file"),
    ("%00", "“%00” is not a path.", "Write it"),
  ])
  func `a link to nothing is an error with what was meant`(
    link: String, message: String, remedy: String
  ) throws {
    let diagnostics = try Rendering("\n\nSome [x](\(link)).\n").findings.diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.map(\.location.description) == ["content/week6/note.md:6:6"])
    #expect(diagnostics.first?.message == message)
    #expect(diagnostics.first?.remedy.hasPrefix(remedy) == true)
  }

  @Test(arguments: [("week1.md", "week12.md"), ("notif1.png", "notif2.png")])
  func `a neighbour of another number is not what was meant`(_ one: String, _ other: String) {
    #expect(one.isNumbered(like: other))
    #expect(!one.isNumbered(like: one) && !one.isNumbered(like: "a\(one)"))
  }

  @Test func `a link's column counts characters, not bytes`() throws {
    let diagnostics = try Rendering("Grüße, 日本 [x](gone.md)\n").findings.diagnostics
    #expect(diagnostics.map(\.location.column) == [11])
  }

  @Test(arguments: [
    ("A [x\ny](gone.md)\n", "4:3"), ("- One\n[x\ny](gone.md)\n", "5:1"),
    ("A ![x\ny](gone.png)\n", "4:3"), ("- 日 [x  \n  *y\n  z*](gone.md)\n", "4:5"),
    ("[\nx](costs.md) [\ny](gone.md)\n", "5:14"),
  ])
  func `a link is where it begins, whatever lines it goes over`(_ text: String, _ place: String)
    throws
  {
    let diagnostics = try Rendering(text).findings.diagnostics
    #expect(diagnostics.map(\.location.description) == ["content/week6/note.md:\(place)"])
  }

  @Test(arguments: [
    ("- One\n[x](gone.md)\n", 1), ("- One\n  [x](gone.md)\n", 3),
    ("- One\n     and [x](gone.md)\n", 10), ("10. One\nand [x](gone.md)\n", 5),
    ("> One\n> [x](gone.md)\n", 3), ("> One\n[x](gone.md)\n", 1),
    ("> - One\n>   [x](gone.md)\n", 5), ("> - One\n> ![x](gone.png)\n", 3),
    ("One\n  é [x](gone.md)\n", 5), ("- One **two\n[x](gone.md)**\n", 1),
    ("- - Two\n   and [x](gone.md)\n", 8), ("One\n   and [x](gone.md)\n", 8),
    ("- One *two\n three* [x](gone.md)\n", 9), ("- *One\n a* `b` *c [x](gone.md)*\n", 12),
    ("- One [two\nb](costs.md) [x](gone.md)\n", 14),
  ])
  func `a link's column is right where a line goes on with another indentation`(
    _ text: String, _ column: Int
  ) throws {
    let diagnostics = try Rendering(text).findings.diagnostics
    #expect(diagnostics.map(\.location.description) == ["content/week6/note.md:5:\(column)"])
  }

  @Test(arguments: [
    ("[x](#Set-Up)\n\n## Set Up\n", "#set-up"),
    ("[x](#Set-Up)\n\n<a id=\"Set-Up\"></a>\n", "#Set-Up"),
    ("[x](#Set-Up)\n\n<a name='Set-Up'></a>\n", "#Set-Up"),
    ("[x](note.md#Éclair)\n\n## Éclair\n", "#%C3%A9clair"),
  ])
  func `a heading of the same page is found in whatever letters it is asked for`(
    _ text: String, _ address: String
  ) throws {
    let page = try Rendering(text)
    #expect(page.html.contains("<a href=\"\(address)\">x</a>"))
    #expect(page.findings.anchorLinks.allSatisfy { page.findings.anchors.contains($0.fragment) })
  }

  @Test(arguments: [
    ("costs.md#fargate-price", "The nearest heading is “#fargate-prices”."),
    ("#fargate", "Link to a heading that is there, or to the page alone."),
    ("../../labs/logs/01-log-group.md#Whi", "The nearest heading is “#why”."),
    ("../../labs/logs/01-log-group.md#whi", "The nearest heading is “#why”."),
  ])
  func `a link to no heading names the nearest one`(link: String, remedy: String) throws {
    let note = Fixtures.note(named: "note", "[x](\(link))\n")
    let report = try SiteGenerator(theme: Fixtures.theme).generate(
      try Fixtures.course(adding: [note]), courseRoot: Fixtures.root, into: nil)
    #expect(report.diagnostics.map(\.location.description) == ["content/week6/note.md:4:1"])
    #expect(report.diagnostics.first?.message.hasPrefix("“\(link)” leads to no heading") == true)
    #expect(report.diagnostics.first?.remedy == remedy)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd",
  ])
  func `a link that a browser would run is taken out`(link: String) throws {
    let page = try Rendering("[x](\(link))\n")
    #expect(page.html == "<p><a>x</a></p>\n")
    #expect(page.findings.diagnostics.map(\.severity) == [.warning])
  }
}
