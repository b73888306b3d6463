import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct RawHTMLSanitizerTests {
  @Test(arguments: [
    "<script>alert(1)</script>", "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">", "<img/src=x/onerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<img src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "<a href=\" javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>", "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href=\"data:text/html;base64,PHN2Zz4=\">x</a>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
    "<base href=//x.example/>",
    "<link rel=stylesheet href=//x.example/x.css>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<style>@import '//x.example'</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>x</details>", "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>",
    "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml <img src=x onerror=alert(1)> ?>", "<b/onmouseover=alert(1)>x</b>",
    "<b title=\"x\" onclick='alert(1)'>x</b>",
    "<a title='\"onmouseover=alert(1) x=\"'>x</a>",
    "<img alt=\"&quot; onerror=alert(1) x=&quot;\" src=images/boxes.svg>",
    "<div id=\"x\" onpointerenter=alert(1)>x</div>", "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)",
    "<template><script>alert(1)</script></template>", "<a href=\"vbscript:x\">x</a>",
    "<ısvg onload=alert(1)>",
    "<a href=\"https://example.org/\" target=_blank onclick=alert(1)>x</a>",
    "</p onclick=alert(1)>", "<p<script>alert(1)</script>",
  ])
  func `nothing that a browser would run survives`(attack: String) throws {
    for text in [
      "\(attack)\n", "Text \(attack) text.\n", "> \(attack)\n", "| a |\n|---|\n| \(attack) |\n",
    ] {
      let html = try Rendering(text).html
      for tag in Tags(html) {
        #expect(
          AllowedHTML.elements[tag.name] != nil
            || ["label", "input", "section"].contains(tag.name), "\(html)")
        for (name, value) in tag.attributes {
          #expect(!name.hasPrefix("on") && name != "style" && name != "srcdoc", "\(html)")
          #expect(
            !value.lowercased().contains("script:") || name == "title" || name == "alt", "\(html)")
        }
      }
    }
  }

  @Test(arguments: [
    ("<kbd>Ctrl</kbd>", "<p><kbd>Ctrl</kbd></p>\n"),
    ("H<sub>2</sub>O<br/>x", "<p>H<sub>2</sub>O<br>x</p>\n"),
    ("<p align=\"center\">x</p>", "<p class=\"center\">x</p>\n"),
    ("<a id=\"old\"></a>", "<p><a id=\"old\"></a></p>\n"),
    ("<a name=\"v1.2.0\"></a>", "<p><a id=\"v1.2.0\"></a></p>\n"),
    ("<a id=\"labs.list\"></a><b id=\"1.\"></b>", "<p><a></a><b></b></p>\n"),
    ("<b id=\"fn.1\"></b><b id=\"ref.1.2\"></b>", "<p><b></b><b></b></p>\n"),
    ("a &lt;b&gt; &copy; 1 &lt 2", "<p>a &lt;b&gt; © 1 &amp;lt 2</p>\n"),
    ("<abbr title=\"a &amp; b\">x</abbr>", "<p><abbr title=\"a &amp; b\">x</abbr></p>\n"),
    ("<div>a & b &amp; c &#60; 3 > 2</div>", "<div>a &amp; b &amp; c &#60; 3 &gt; 2</div>\n"),
    ("<!-- a comment -->", ""),
    ("<p align=\"center\">\n\nx\n\n</p>", "<p class=\"center\">\n</p><p>x</p>\n\n"),
  ])
  func `what is harmless goes through`(text: String, html: String) throws {
    #expect(try Rendering(text + "\n").html == html)
  }

  @Test(arguments: [
    ("<div>\n\n> text </div> <b>bold\n\nmore\n", "<blockquote>"),
    ("</div></main></body>\n", ""), ("a <b>b *c</b> d*\n", "<em>c"),
    ("- <i>x\n- y\n", "<li><i>x</i></li>"),
    ("<details>\n\nx[^1]\n\n[^1]: <div>\n", "</details><section class=\"footnotes\""),
  ])
  func `the page stays well-formed whatever is opened or closed`(text: String, part: String) throws
  {
    let html = try Rendering(text).html
    #expect(html.contains(part))
    var open: [String] = []
    for tag in Tags(html) where !AllowedHTML.void.contains(tag.name) {
      if tag.isEnd {
        #expect(open.popLast() == tag.name, "\(html)")
      } else {
        open.append(tag.name)
      }
    }
    #expect(open.isEmpty, "\(html)")
  }

  @Test(arguments: [
    ("a <div>b</div> c *d*", "<p>a </p>\n<div>b</div><p> c <em>d</em></p>\n"),
    ("a <div>b</div> *c*<hr>d", "<p>a </p>\n<div>b</div> <p><em>c</em></p>\n<hr><p>d</p>\n"),
    ("a <b>b <hr> c</b>", "<p>a <b>b </b></p>\n<hr><p> c</p>\n"),
    ("a <div>b <div>c</div></div>", "<p>a </p>\n<div>b <div>c</div></div>\n"),
    ("a <center>b</center>", "<p>a </p>\n<div class=\"center\">b</div>\n"),
    ("a <p>b <p>c", "<p>a </p>\n<p>b </p><p>c</p>\n"),
    ("<p>a<ul><li>b</ul></p>", "<p>a</p><ul><li>b</li></ul>\n"),
    ("**a <div>b</div>** c", "<p><strong>a b</strong> c</p>\n"),
    ("- a <div>b</div>", "<ul>\n<li>a <div>b</div></li>\n</ul>\n"),
    ("- [ ] a <div>b</div>", "a b</label></li>\n</ul>\n"),
    ("## a <div>b</div>", "\">a b</h2>"),
    ("| a |\n|---|\n| <div>b</div> |", "<td><div>b</div></td>"),
    ("<table><tr><td><p>a<div>b</div></td></tr></table>", "<td><p>a</p><div>b</div></td>"),
  ])
  func `a block ends the paragraph that it stands in`(text: String, part: String) throws {
    let html = try Rendering("\(text)\n").html
    #expect(html.contains(part), "\(html)")
    #expect(WellFormedness(Array(html.utf8)).problems == [], "\(html)")
  }

  @Test func `an anchor of the author's own takes its name from the heading after it`() throws {
    let page = try Rendering("<a name=\"costs\"></a>\n\n## Costs\n\n## Costs\n")
    let ids = page.html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(ids == ["costs", "costs-1", "costs-2"])
  }

  @Test func `elements in elements without end are an error`() throws {
    let page = try Rendering(String(repeating: "<b>", count: 150) + "x\n")
    #expect(page.messages.first == "HTML is nested more than 100 deep.")
    #expect(page.html.matches(of: #/<b>/#).count == 100)
  }

  @Test func `details fold Markdown`() throws {
    let html = try Rendering("<details><summary>More</summary>\n\nSome **text**.\n\n</details>\n")
      .html
    #expect(
      html == "<details><summary>More</summary>\n<p>Some <strong>text</strong>.</p>\n</details>\n")
  }

  @Test func `what is taken out is said`() throws {
    let page = try Rendering("Text.\n\n<iframe src=x></iframe>\n\n<b onclick=x>y</b>\n")
    #expect(page.messages.count == 2)
    #expect(page.messages[0].hasPrefix("“<iframe>” is taken out"))
    #expect(page.messages[1].hasPrefix("“onclick” is taken out"))
    #expect(page.findings.diagnostics.map(\.location.line) == [6, 8])
  }

  @Test func `a link and a picture in raw HTML are checked like any other`() throws {
    let page = try Rendering(
      "<a href=\"gone.md\">x</a> <img src=\"images/boxes.svg\" alt=\"b\" width=\"60\">\n")
    #expect(page.messages == ["There is no file “gone.md”."])
    #expect(page.html.contains("width=\"60\" height=\"30\""))
  }
}

/// The tags of finished HTML as a browser finds them: everything from `<` and a letter to the next
/// `>` outside of quotes. Written apart from the sanitiser's own tokenizer on purpose.
private struct Tags: Sequence, IteratorProtocol {
  struct Tag {
    let name: String
    let isEnd: Bool
    let attributes: [(String, String)]
  }

  private var rest: Substring
  init(_ html: String) { rest = html[...] }

  mutating func next() -> Tag? {
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      let isEnd = rest.first == "/"
      let body = isEnd ? rest.dropFirst() : rest
      guard body.first?.isLetter == true || rest.first == "!" || rest.first == "?" else { continue }
      var quote: Character?
      let end = body.firstIndex { character in
        if let open = quote {
          if character == open { quote = nil }
          return false
        }
        if character == "\"" || character == "'" { quote = character }
        return character == ">"
      }
      let tag = body[..<(end ?? body.endIndex)]
      rest = body[(end ?? body.endIndex)...]
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" }.lowercased()
      let attributes = tag.matches(of: #/([^\s"'=\/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/#)
        .map { (String($0.1).lowercased(), String($0.2 ?? $0.3 ?? $0.4 ?? "")) }
      return Tag(name: name, isEnd: isEnd, attributes: attributes)
    }
    return nil
  }
}
