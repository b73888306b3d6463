import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct ProseRendererTests {
  @Test func `a quote that begins with a marker is an alert`() throws {
    let page = try Rendering("> [!TIP]\n> Do **this**.\n")
    #expect(
      page.html == """
        <div class="alert tip" role="note"><p class="alert-title">Tip</p>
        <p>Do <strong>this</strong>.</p>
        </div>

        """)
    #expect(try Rendering("> [!NOTE]\n>\n> Text.\n").html.contains("</p>\n<p>Text.</p>"))
  }

  @Test(arguments: ["> [!OTHER]\n> x", "> [!NOTE] x", "> text\n> [!NOTE]", "> x", ">"])
  func `any other quote stays a quote`(text: String) throws {
    #expect(try Rendering(text).html.hasPrefix("<blockquote>"))
  }

  @Test func `a task's checkbox is labelled by its text`() throws {
    let page = try Rendering("- [x] done *thing*\n- [ ] open\n")
    #expect(
      page.html.contains(
        "<li><label><input type=\"checkbox\" disabled checked> done <em>thing</em></label></li>"))
    #expect(page.html.contains("<label><input type=\"checkbox\" disabled> open</label>"))
  }

  @Test func `bold in bold is bold once, as on GitHub`() throws {
    #expect(try Rendering("**a **b** c**\n").html == "<p><strong>a b c</strong></p>\n")
  }

  @Test(arguments: [
    ("ls --all", "ls <span>--all</span>"),
    ("--a-b=<c>", "<span>--a-b</span>=&lt;c&gt;"),
    ("aws --a x --b", "aws <span>--a</span> x <span>--b</span>"),
    ("a--b -c git -- d ---", "a--b -c git -- d ---"),
    ("--\(String(repeating: "long", count: 8))", "--\(String(repeating: "long", count: 8))"),
  ])
  func `an option in a line of text is not broken`(_ code: String, _ shown: String) throws {
    #expect(try Rendering("`\(code)`\n").html == "<p><code>\(shown)</code></p>\n")
  }

  @Test func `tables and code can be scrolled with the keyboard and have names that differ`() throws
  {
    let table = "| a | b |\n|---|--:|\n| 1 | 2 |\n\n"
    let page = try Rendering(table + table + "```sh\nls\n```\n\n```py title=\"app.py\"\n```\n")
    let labels = page.html.matches(of: #/role="region" tabindex="0" aria-label="([^"]*)"/#)
    #expect(
      labels.map { String($0.1) } == [
        "Table 1: a, b", "Table 2: a, b", "Code 3: sh", "Code 4: app.py",
      ])
    #expect(page.html.contains("<td class=\"right\">2</td>"))
    #expect(page.html.contains("<th scope=\"col\">a</th>"))
  }

  @Test func `an empty cell heads nothing`() throws {
    let page = try Rendering("<!-- matrix -->\n| | a |\n|---|---|\n| | 2 |\n")
    #expect(page.html.contains("<tr><td></td><th scope=\"col\">a</th></tr>"))
    #expect(page.html.contains("<tr><td></td><td>2</td></tr>"))
  }

  @Test func `a footnote leads back to each of its references`() throws {
    let page = try Rendering("One[^x] two[^x] three[^y].\n\n[^y]: Why[^x]\n[^x]: Ex\n")
    let ids = page.html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for match in page.html.matches(of: #/href="#([^"]*)"/#) {
      #expect(ids.contains(String(match.1)))
    }
    #expect(page.html.contains("aria-label=\"Back to reference 1, use 3\""))
    #expect(page.html.contains("aria-label=\"Back to reference 2\""))
  }

  @Test func `the first heading of level 1 is the page's title, another one is said`() throws {
    let page = try Rendering("# The *title*\n\nText.\n\n# Another\n")
    #expect(
      page.prose.title.map { String(decoding: $0.html, as: UTF8.self) } == "The <em>title</em>")
    #expect(page.prose.title?.id == "the-title")
    #expect(!page.html.contains("<h1"))
    #expect(page.html.contains("<h2 id=\"another\">"))
    #expect(page.findings.diagnostics.map(\.severity) == [.warning])
    #expect(page.findings.diagnostics.map(\.location.line) == [8])
  }

  @Test(arguments: [
    "<p align=\"right\"><a href=\"https://example.org\">Badge</a></p>\n\n# Week 1\n\n## Tasks\n",
    "**Before all else**\n\n> # A quotation\n\nWeek 1\n===\n\n## Tasks\n",
    "<div align=\"center\">\n\n# Week 1\n\n</div>\n\n## Tasks\n",
  ])
  func `what stands above the title does not make it a section`(_ text: String) throws {
    let page = try Rendering(text)
    #expect(page.prose.title.map { String(decoding: $0.html, as: UTF8.self) } == "Week 1")
    #expect(page.prose.headings.map(\.text).suffix(1) == ["Tasks"])
    #expect(!page.html.contains("Week 1"))
  }

  @Test func `a heading of level 1 below another heading is no title`() throws {
    let page = try Rendering("## Contents\n\n# Week 1\n")
    #expect(page.prose.title == nil)
    #expect(page.html.contains("<h2 id=\"week-1\">"))
  }

  @Test(arguments: [
    ("# A\n\n# B\n", "Begin the line with “## ” instead of “# ”."),
    ("# A\n\n> # B\n", "Begin the line with “## ” instead of “# ”."),
    ("# A\n\nB\n===\n", "Begin the line with “## ”, and take the line below it out."),
  ])
  func `a second title is mended as it is written`(_ text: String, _ remedy: String) throws {
    #expect(try Rendering(text).findings.diagnostics.map(\.remedy) == [remedy])
  }

  @Test func `a heading has an anchor to link to`() throws {
    let page = try Rendering("## Say `x` & \"y\"\n")
    #expect(
      page.html.contains(
        "<h2 id=\"say-x--y\">Say <code>x</code> &amp; &quot;y&quot;</h2>"
          + "<a class=\"anchor\" href=\"#say-x--y\" aria-label=\"Link to “Say x &amp; &quot;y&quot;”\">"
      ))
    #expect(page.prose.headings.map(\.id) == ["say-x--y"])
  }

  @Test func `a step's headings lie below the step's own and keep to themselves`() throws {
    let page = try Rendering("## Why\n\nSee [why](#why).\n", step: true)
    #expect(page.html.contains("<h3 id=\"log-group--why\">"))
    #expect(page.html.contains("<a href=\"#log-group--why\">"))
  }

  @Test func `fences for authors are not shown, a cleanup is folded`() throws {
    let text = """
      ```sh run
      make
      ```
      ```sh cleanup
      unmake
      ```
      ```sh fault=x title="Broken"
      break
      ```
      ```sh repair=x
      mend
      ```
      """
    let page = try Rendering(text, step: true)
    #expect(page.html.contains("<p class=\"code-title\">Run</p>"))
    #expect(page.html.contains("<details class=\"cleanup\"><summary>Clean up</summary>"))
    #expect(!page.html.contains("break") && !page.html.contains("mend"))
    #expect(try Rendering(text).html.contains("break"))
  }

  @Test func `a picture has its dimensions and waits until it is near`() throws {
    let page = try Rendering("![Boxes](images/boxes.svg)\n")
    #expect(
      page.html == """
        <p><img src="images/boxes.svg" alt="Boxes" width="120" height="60" loading="lazy" \
        decoding="async"></p>

        """)
    #expect(page.findings.files == ["content/week6/images/boxes.svg"])
  }

  @Test func `a picture without words is said, one on another host too`() throws {
    let page = try Rendering("![](images/boxes.svg) ![x](https://example.org/x.png)\n")
    #expect(page.findings.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(page.messages[0].contains("no alternative text"))
    #expect(page.messages[1].contains("another host"))
  }

  @Test func `links to the web do not hand over this window`() throws {
    #expect(
      try Rendering("[x](https://example.org)\n").html.contains(
        "<a href=\"https://example.org\" rel=\"noopener\">x</a>"))
    #expect(
      try Rendering("[x](mailto:a@example.org)\n").html.contains(
        "<a href=\"mailto:a@example.org\">"))
  }

  @Test(arguments: [
    (String(repeating: ">", count: 60) + " x", 4, "nested"),
    ("text\n\n" + String(repeating: "- ", count: 60) + "x", 6, "nested"),
    (
      String(repeating: "|a", count: 120) + "|\n" + String(repeating: "|-", count: 120) + "|", 5,
      "columns"
    ),
  ])
  func `what would take the parser long is an error`(text: String, line: Int, word: String) throws {
    let page = try Rendering(text)
    #expect(page.html == "")
    #expect(page.findings.diagnostics.map(\.location.line) == [line])
    #expect(page.messages.first?.contains(word) == true)
  }

  @Test(arguments: [
    String(repeating: "-", count: 38) + "+" + String(repeating: "-", count: 14) + "+---",
    String(repeating: "-", count: 60) + " Terms of use ---", String(repeating: "+", count: 60),
    String(repeating: "* ", count: 60), String(repeating: "-", count: 80),
  ])
  func `a line of marks is no list in a list`(_ line: String) throws {
    #expect(try Rendering("```\n\(line)\n```\n\n\(line)\n").messages == [])
  }

  @Test func `short rows of a wide table are an error before the parser fills them`() throws {
    let head = String(repeating: "|a", count: 90) + "\n" + String(repeating: "|-", count: 90)
    for prefix in ["", "> "] {
      let rows = String(repeating: "\n\(prefix)a", count: 1_200)
      let page = try Rendering(prefix + head.replacing("\n", with: "\n\(prefix)") + rows)
      #expect(page.messages.first?.contains("lack more than") == true)
    }
    let note = head + "\n\n" + String(repeating: "a\n", count: 2_000)
    #expect(try Rendering(note).messages == [])
  }

  @Test func `of a thousand like mistakes the first two hundred are said`() throws {
    let page = try Rendering(
      String(repeating: "##x\n\n", count: 1_000) + String(repeating: "[x](gone.md)\n\n", count: 300)
    )
    #expect(page.findings.diagnostics.filter { $0.severity == .warning }.count == 200)
    #expect(page.findings.diagnostics.filter { $0.severity == .error }.count == 200)
  }

  @Test(arguments: ["---", "- - - - - - - - -", "* * *", String(repeating: "-", count: 200)])
  func `a line across the page is none of that`(text: String) throws {
    #expect(try Rendering("x\n\n\(text)\n").html.contains("<hr>"))
  }

  @Test func `a file that is too long is an error without a line`() throws {
    let page = try Rendering(String(repeating: "word ", count: 200_001))
    #expect(page.findings.diagnostics.map(\.location.description) == ["content/week6/note.md"])
  }
}
