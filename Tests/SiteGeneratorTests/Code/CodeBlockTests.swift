import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct CodeBlockTests {
  @Test func `a block has a title, a language and a region of its own name`() throws {
    #expect(
      try Rendering("```PY title=\"a <b>\"\nx = 1\n```\n").html == """
        <div class="code"><p class="code-title">a &lt;b&gt;</p>\
        <pre role="region" tabindex="0" aria-label="Code 1: a &lt;b&gt;">\
        <code class="language-py">x = <span class="n">1</span>
        </code></pre></div>

        """)
  }

  @Test func `only lines with a mark are spans`() throws {
    let page = try Rendering("```text {2} ins=3 del=\"4-5\"\na\nb\nc\nd\ne\n```\n")
    #expect(
      page.html.contains(
        """
        <code class="language-text lines">a
        <span class="line marked">b
        </span><span class="line added">c
        </span><span class="line removed">d
        </span><span class="line removed">e
        </span></code>
        """))
    #expect(page.messages.isEmpty)
  }

  @Test func `numbered lines begin where the author says, and are as wide as the last`() throws {
    let page = try Rendering("```text {1} showLineNumbers start=9\na\nb\n```\n")
    #expect(
      page.html.contains(
        """
        <code class="language-text lines numbered"><span class="line marked" data-line=" 9">a
        </span><span class="line" data-line="10">b
        </span></code>
        """))
    for info in ["showLineNumbers", "showLineNumbers=1", "start=1"] {
      #expect(try Rendering("```sh \(info)\na\n```\n").html.contains("data-line=\"1\""))
    }
  }

  @Test func `a token over several lines is one in each`() throws {
    let page = try Rendering("```sql {2}\n/* a\nb\nc */\n```\n")
    #expect(
      page.html.contains(
        """
        <span class="c">/* a
        </span><span class="line marked"><span class="c">b
        </span></span><span class="c">c */</span>
        """))
  }

  @Test(arguments: [
    ("{9}", "“{9}” names line 9, and the block has 2."),
    ("ins=\"1-3\"", "“ins=\"1-3\"” names line 3, and the block has 2."),
    ("{x}", "“{x}” names no lines."), ("{2-1}", "“{2-1}” names no lines."),
    ("{0}", "“{0}” names no lines."), ("{}", "“{}” names no lines."),
    ("{1-2-3}", "“{1-2-3}” names no lines."), ("del=all", "“del=\"all\"” names no lines."),
    ("start=one", "“one” is no number for a first line."),
    ("linenos", "“linenos” has no effect on a block of code here."),
    ("hl_lines=\"1\"", "“hl_lines” has no effect on a block of code here."),
    ("titel=x", "“titel” has no effect on a block of code here."),
    ("filename=x.py", "“filename” has no effect on a block of code here."),
    ("showlinenumbers", "“showlinenumbers” has no effect on a block of code here."),
  ])
  func `a mark that leads nowhere is said`(info: String, message: String) throws {
    let page = try Rendering("Text.\n\n```sh \(info)\na\nb\n```\n")
    #expect(page.messages == [message])
    #expect(page.findings.diagnostics.map(\.location.line) == [6])
    #expect(page.findings.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a slip in the name of a language is said, an unknown one is not`() throws {
    let page = try Rendering("```pyhton\nx\n```\n\n```cobol\nx\n```\n")
    #expect(page.messages == ["There is no language “pyhton”, so the block has no colours."])
    #expect(page.findings.diagnostics.map(\.remedy) == ["Did you mean “python”?"])
  }

  @Test func `a drawing or a formula is its source, and says so`() throws {
    let page = try Rendering("```mermaid\na-->b\n```\n\n```math title=\"Cost\"\na^2\n```\n")
    #expect(
      page.html.contains(
        """
        <div class="code source"><p class="code-title">Diagram (Mermaid source)</p>\
        <pre role="region" tabindex="0" aria-label="Code 1: Diagram (Mermaid source)">\
        <code class="language-mermaid">a--&gt;b
        """))
    #expect(page.html.contains("<p class=\"code-title\">Cost (TeX source)</p>"))
  }

  @Test func `a script that begins with a prompt is a session`() throws {
    #expect(
      try Rendering("```sh\n$ ls\na\n```\n").html.contains("<span class=\"prompt\">$ </span>"))
    #expect(try !Rendering("```sh\nls\n$ a\n```\n").html.contains("prompt"))
  }
}
