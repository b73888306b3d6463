import Testing

@testable import SiteGenerator

@Suite struct FormulaTests {
  @Test(arguments: [
    ("$$a_1 * b_2 * \\{x\\}$$", "a_1 * b_2 * \\{x\\}"),
    (
      "Text.\n\n  $$\n\\sum_{i=1}^n <i> \\\\\nx_i\n$$  \n\nMore.",
      "\\sum_{i=1}^n &lt;i&gt; \\\\\nx_i\n"
    ),
    ("$$ x $$\n\n$$ y $$", " x "),
  ])
  func `a formula is shown as it is written`(text: String, formula: String) throws {
    let page = try Rendering(text)
    #expect(page.html.contains("<p class=\"code-title\">Formula (TeX source)</p>"))
    #expect(page.html.contains("<code class=\"language-math\">\(formula)</code>"))
    #expect(!page.html.contains("<em>"))
  }

  @Test(arguments: [
    "$$a$$ and $$b$$", "$$a", "$$", "$$a$$ is so", "$$a$$\nand more", "It costs $5, or $6.",
    "- $$a$$", "> $$a$$", "$$a\n\nb$$",
  ])
  func `anything else stays as it is`(text: String) throws {
    let page = try Rendering(text)
    #expect(!page.html.contains("code"))
    #expect(page.html.count { $0 == "$" } == text.count { $0 == "$" })
  }
}
