import Testing

@testable import SiteGenerator

@Suite struct HighlighterTests {
  @Test(arguments: [
    ("sh", "if grep -q x \"$A\"; then # c", "k:if f:grep v:-q s:\"$A\" k:then c:# c"),
    ("sh", "A=1 aws --x=$B ${C:-d}", "n:1 v:--x v:$B v:${C:-d}"),
    ("sh", "echo it's # no end", "f:echo c:# no end"),
    ("sh", "url=http://x#y", ""),
    ("json", "{\"a\": [1.5, true, \"b\"]}", "f:\"a\" n:1.5 n:true s:\"b\""),
    ("yaml", "name: x # c\n- on: 2", "f:name c:# c f:on n:2"),
    (
      "python", "@app.x\ndef f(a=\"\"\"b\nc\"\"\"): return None",
      "f:@app k:def s:\"\"\"b\nc\"\"\" k:return n:None"
    ),
    ("dockerfile", "FROM a:1 AS b\nENV P=4", "k:FROM k:AS k:ENV n:4"),
    ("unknown", "if x", ""),
  ])
  func `words are told apart`(language: String, source: String, spans: String) {
    #expect(self.spans(source, language).joined(separator: " ") == spans)
  }

  @Test(arguments: ["sh", "json", "yaml", "python", "dockerfile", "console", "none"])
  func `nothing is lost or let through, whatever the text`(language: String) {
    let odd = [
      "", "\"", "'", "$", "${", "\"\"\"", "#", "\\", "\"\\", "<b>&\"x\"</b>", "--", "-", "$(", "@",
      "é\"ü", "1.", "$ a \\\n  b\nc\n", "$ cat <<EOF\n> $ x\n> EOF\nout", "\u{0}\n\n",
      "a:\n  - <x>",
    ]
    for source in odd {
      let html = rendered(source, language)
      let plain = html.replacing(#/<\/?span[^>]*>/#, with: "").replacing("&lt;", with: "<")
        .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
      #expect(plain == source)
      #expect(html.matches(of: /<(?!\/?span)/).isEmpty)
    }
  }

  @Test func `prompts and output can be told from commands`() {
    let html = rendered(
      "$ cat <<EOT\n> $ not a prompt\n> EOT\nfirst\n# ls \\\n  -l\nsecond\n", "console")
    let copied = html.replacing(#/<span class="(prompt|output)">[^<]*<\/span>/#, with: "")
      .replacing(#/<\/?span[^>]*>/#, with: "").replacing("&lt;", with: "<")
    #expect(copied == "cat <<EOT\n$ not a prompt\nEOT\nls \\\n  -l\n")
  }

  private func rendered(_ source: String, _ language: String) -> String {
    var html = HTMLWriter()
    var source = source
    source.withUTF8 { Highlighter.write($0, language: language, to: &html) }
    return String(decoding: html.bytes, as: UTF8.self)
  }

  private func spans(_ source: String, _ language: String) -> [String] {
    rendered(source, language).matches(of: #/<span class="(\w)">([^<]*)<\/span>/#).map {
      "\($0.1):\($0.2)".replacing("&quot;", with: "\"")
    }
  }
}
