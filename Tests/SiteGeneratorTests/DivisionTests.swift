import CourseModel
import Testing

@testable import SiteGenerator

/// Tabs, cases and matrices: the author's explicit choice, in comments that GitHub does not show.
@Suite struct DivisionTests {
  @Test func `tabs are groups, each named by its heading`() throws {
    let page = try Rendering(
      "<!-- tabs -->\n\n### Linux\n\nOne.\n\n### macOS `14`\n\nTwo.\n\n<!-- /tabs -->\n\nAfter.\n")
    #expect(
      page.html == """
        <div class="tabs">
        <div class="tab" role="group" aria-labelledby="linux">
        <p class="tab-title" id="linux">Linux</p>
        <p>One.</p>
        </div>
        <div class="tab" role="group" aria-labelledby="macos-14">
        <p class="tab-title" id="macos-14">macOS <code>14</code></p>
        <p>Two.</p>
        </div>
        </div>
        <p>After.</p>

        """)
    #expect(page.prose.headings.isEmpty)
    #expect(page.findings.anchors == ["linux", "macos-14"])
    #expect(page.messages.isEmpty)
  }

  @Test func `fences that follow one another are tabs`() throws {
    let page = try Rendering(
      "```sh tab=Linux\napt\n```\n```sh tab=\"Mac OS\"\nbrew\n```\n\nText.\n")
    let titles = page.html.matches(of: #/<p class="tab-title" id="([^"]*)">([^<]*)</#)
    #expect(titles.map { "\($0.1) \($0.2)" } == ["tab.1 Linux", "tab.2 Mac OS"])
    #expect(page.html.matches(of: #/<div class="tabs">/#).count == 1)
    #expect(page.html.hasSuffix("</div>\n</div>\n<p>Text.</p>\n"))
    #expect(page.messages.isEmpty)
  }

  @Test func `a fence that is the only tab is none`() throws {
    let page = try Rendering("```sh tab=Linux\nls\n```\n")
    #expect(!page.html.contains("tabs"))
    #expect(page.messages == ["“tab=Linux” stands alone, and one tab is none."])
  }

  @Test func `the first column of a matrix heads its rows`() throws {
    let table = "| Layer | Who |\n|---|---|\n| Data | You |\n"
    let page = try Rendering("<!-- matrix -->\n\(table)\n\(table)")
    #expect(
      page.html.hasPrefix(
        "<div class=\"matrix\">\n<div class=\"table\" role=\"region\" tabindex=\"0\""))
    #expect(page.html.contains("<th scope=\"row\">Data</th><td>You</td>"))
    #expect(page.html.contains("</table></div>\n</div>\n<div class=\"table\""))
    #expect(page.html.hasSuffix("<tr><td>Data</td><td>You</td></tr>\n</tbody>\n</table></div>\n"))
  }

  @Test func `the passages of a case are told apart`() throws {
    let page = try Rendering(
      """
      <!-- cases -->
      ## It hangs

      Introduction.

      **Symptom.** Nothing happens.

      **What was tried.** Waiting:

      ```sh
      sleep 1
      ```

      **Fix**: Begin.

      <!-- /cases -->
      """)
    #expect(
      page.html.hasPrefix(
        "<div class=\"cases\">\n<section class=\"case\" aria-labelledby=\"it-hangs\">\n"
          + "<div class=\"heading\"><h2 id=\"it-hangs\">It hangs</h2>"))
    let tried = try #require(page.html.firstRange(of: "<div class=\"case-part case-tried\">"))
    let fix = try #require(page.html.firstRange(of: "</div>\n<div class=\"case-part case-fix\">"))
    #expect(page.html[tried.upperBound..<fix.lowerBound].contains("language-sh"))
    #expect(page.html.hasSuffix("</p>\n</div>\n</section>\n</div>\n"))
    #expect(page.prose.headings.map(\.id) == ["it-hangs"])
  }

  @Test func `a list can hold the passages`() throws {
    let page = try Rendering(
      "<!-- cases -->\n## A\n- **Symptom.** x\n- **Cause.** y\n- z\n\n<!-- /cases -->\n")
    #expect(page.html.contains("<li class=\"case-part case-symptom\"><strong>"))
    #expect(page.html.contains("<li class=\"case-part case-cause\">"))
    #expect(page.html.contains("<li>z</li>"))
    #expect(page.messages.isEmpty)
  }

  @Test func `raw HTML of a part ends with the part`() throws {
    let page = try Rendering(
      "<center>\n\n<!-- tabs -->\n## A\n<div>\n\n## B\n</div></center>\n\n<!-- /tabs -->\n")
    #expect(page.html.contains("<div>\n</div></div>\n<div class=\"tab\""))
    #expect(page.html.hasSuffix("\n</div>\n</div>\n</div>"))
  }

  @Test(arguments: [
    ("<!-- tabs -->\n\n## A\n", 4, "“<!-- tabs -->” is never closed."),
    (
      "<!-- cases -->\n\ntext\n\n<!-- /cases -->\n", 4,
      "There is no heading between “<!-- cases -->” and “<!-- /cases -->”."
    ),
    (
      "<!-- tabs -->\n### A\n## B\n<!-- /tabs -->\n", 6,
      "The heading “B” stands above those of the tabs it is in."
    ),
    (
      "<!-- tabs -->\n## A\n<!-- cases -->\n## B\n**Symptom.** x\n\n<!-- /cases -->\n", 6,
      "Tabs or cases begin between “<!-- tabs -->” and its end."
    ),
    ("text\n\n<!-- /tabs -->\n", 6, "“<!-- /tabs -->” closes nothing."),
    ("<!-- matrix -->\n\ntext\n", 4, "No table follows “<!-- matrix -->”."),
  ])
  func `a mistake is an error, and the page stays plain`(
    text: String, line: Int, message: String
  ) throws {
    let page = try Rendering(text)
    let errors = page.findings.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message) == [message])
    #expect(errors.map(\.location.line) == [line])
    #expect(!page.html.contains("class=\"tab\""))
  }

  @Test func `a case without a symptom is said`() throws {
    let page = try Rendering("<!-- cases -->\n## A\n\n**Cause.** x\n\n<!-- /cases -->\n")
    #expect(page.messages == ["The case “A” has no symptom."])
    #expect(page.findings.diagnostics.map(\.location.line) == [5])
  }

  @Test(arguments: [
    ("tab", "tabs"), ("Tabs", "tabs"), ("/tab", "/tabs"), ("end tabs", "/tabs"),
    ("matrx", "matrix"), ("martix", "matrix"), ("case", "cases"), ("/ cases", "/cases"),
  ])
  func `a near miss is said`(comment: String, meant: String) throws {
    let page = try Rendering("Text.\n\n<!-- \(comment) -->\n")
    #expect(page.html == "<p>Text.</p>\n")
    #expect(page.findings.diagnostics.map(\.remedy) == ["Did you mean “<!-- \(meant) -->”?"])
  }

  @Test(arguments: [
    "tags", "TODO", "table", "the tabs follow", "-", "prettier-ignore",
  ])
  func `any other comment is left out without a word`(comment: String) throws {
    let page = try Rendering("Text.\n\n<!-- \(comment) -->\n")
    #expect(page.html == "<p>Text.</p>\n")
    #expect(page.messages.isEmpty)
  }
}
