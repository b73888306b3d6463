import Foundation
import CourseModel
import Testing

@testable import SiteGenerator

/// What people really write into their notes, and what is said of it.
@Suite struct AuthorMistakeTests {
  @Test(arguments: [
    "<img src=\"https://example.org/x.png\" alt=\"A map\">",
    "A <img src='https://example.org/x.png' alt='A map'> here",
    "<a href=\"costs.md\"><img src=\"https://example.org/x.png\" alt=\"A map\"></a>",
  ]) func `a picture of raw HTML on another host becomes a link, and only one`(_ text: String)
    throws
  {
    let page = try Rendering("\(text)\n")
    #expect(page.html.contains("Picture: A map</a>"))
    #expect(page.html.components(separatedBy: "<a ").count == 2)
  }

  @Test(arguments: ["[](costs.md)", "[ \n ](costs.md)"])
  func `a link without text shows its address`(_ text: String) throws {
    #expect(try Rendering(text).html.contains(">costs.md"))
  }

  @Test(arguments: ["[`x`](costs.md)", "[![A map](images/boxes.svg)](costs.md)", "[*x*](costs.md)"])
  func `a link shows what its author wrote`(_ text: String) throws {
    let page = try Rendering(text)
    #expect(page.messages.isEmpty && !page.html.contains(">costs.md"))
  }

  @Test(arguments: [
    (
      "Run it in <account-id> now.",
      "“<account-id>” is read as HTML, and pages have no such element."
    ),
    (
      "<iframe src=x></iframe>",
      "“<iframe>” is taken out: nothing that a browser would run reaches a page."
    ),
    (
      "<b onclick=x>y</b>",
      "“onclick” is taken out: nothing that a browser would run reaches a page."
    ),
    ("##Costs", "“##Costs” is no heading: a space is missing after “##”."),
    ("#Costs of it", "“#Costs of it” is no heading: a space is missing after “#”."),
    ("[](costs.md)", "The link to “costs.md” has no text."),
    ("[\n](https://example.org/a)", "The link to “https://example.org/a” has no text."),
    ("![[img\\A map.PNG]]", "“![[img\\A map.PNG]]” is no picture here."),
    ("![[Costs]]", "“[[Costs]]” is no link here."),
    (
      "- One\n-correct it", "“-correct it” is no item of the list: a space is missing after “-”."
    ),
    ("See [[Costs]].", "“[[Costs]]” is no link here."),
    ("See [[costs|The costs]].", "“[[costs]]” is no link here."),
    ("See [the costs][costs].", "Nothing says where “[costs]” leads, so it is no link."),
    ("[Costs](#What it costs)", "“(#What it costs)” is no address: it has spaces."),
    ("[Costs](my file.md)", "“(my file.md)” is no address: it has spaces."),
    ("## A\n\n#### B", "“B” is a heading of level 4 below one of level 2."),
    ("### A", "“A” is a heading of level 3 below one of level 1."),
    (
      "![image](images/boxes.svg)",
      "“image” says nothing of what the picture “images/boxes.svg” shows."
    ),
    (
      "<img src=\"images/boxes.svg\" width=600>",
      "The picture “images/boxes.svg” has no alternative text."
    ),
    (
      "![x](https://example.org/x.png)",
      "This picture lies on another host, example.org; the page links to it."
    ),
  ])
  func `a likely mistake is a warning`(text: String, message: String) throws {
    let page = try Rendering(text + "\n")
    #expect(page.messages == [message])
    #expect(page.findings.diagnostics.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    ("<table>\n<tr><td>\n é <img src=\"gone.png\" alt=\"A map\">\n</td></tr>\n</table>", "6:4"),
    ("<div>\n\n<p><b>x</b> <iframe>\n\n</div>", "6:13"), ("  <iframe></iframe>", "4:3"),
    ("- x\n\n  <div>\n  <iframe></iframe>\n  </div>", "7"),
    ("<p>\n<a href=\"gone.md\">x</a>\n</p>", "5:1"),
  ]) func `a mistake in raw HTML is shown at its tag`(_ text: String, _ place: String) throws {
    let diagnostics = try Rendering("\(text)\n").findings.diagnostics
    #expect(diagnostics.map(\.location.description) == ["content/week6/note.md:\(place)"])
  }

  @Test func `a picture without an address is an error`() throws {
    let page = try Rendering("Before ![A map]() <img src=\"\" alt=\"A map\"> after\n")
    #expect(page.messages == ["This picture has no address.", "This picture has no address."])
    #expect(page.findings.diagnostics.map(\.severity) == [.error, .error])
    #expect(page.html == "<p>Before   after</p>\n")
  }

  @Test(arguments: [
    "- a\n-v does it", "- a\n-auto-approve it", "Text\n-correct it", "1. a\n-correct it",
    "- a\n-all",
    "#aws #cloud", "#hashtag", "#!/usr/bin/env python3", "a[0][1]", "a [0][1] b", "[x]", "\\[[x]",
    "[ ] not yet", "f(a b)", "<font color=red>red</font>", "<center>x</center>", "x ] y",
    "# One\n\n## Two\n\n### Three\n\n## Four", "`<id>` and `[[x]]`",
    "[costs]\n\n[costs]: #x\n\n## x",
  ])
  func `what may be meant as it is, is not said`(text: String) throws {
    #expect(try Rendering(text + "\n").messages == [])
  }

  @Test(arguments: [
    ("<center>x</center>", "<div class=\"center\">x</div>\n"),
    ("<center>\n<b>x</b>\n</center>", "<div class=\"center\">\n<b>x</b>\n</div>\n"),
    ("<font color=\"red\">x</font>", "<p>x</p>\n"),
    (
      "![A map](https://example.org/m.png)",
      "<p><a class=\"picture\" href=\"https://example.org/m.png\" rel=\"noopener\">Picture: A map</a></p>\n"
    ),
    (
      "[![A map](https://example.org/m.png)](https://example.org)",
      "<p><a href=\"https://example.org\" rel=\"noopener\">Picture: A map</a></p>\n"
    ),
    ("Setext\n---\n\ntext", "<div class=\"heading\"><h2 id=\"setext\">Setext</h2><a"),
    ("a\r\nb\r\n\r\nc\r\n", "<p>a\nb</p>\n<p>c</p>\n"),
    ("One[^1].\n\n[^1]: In the middle.\n\nTwo.", "<p>Two.</p>\n<section class=\"footnotes\""),
    (":rocket: and :white_check_mark:, `:x:`", "<p>🚀 and ✅, <code>:x:</code></p>"),
    ("arn:key:x 10:100:30 :nothing: : ::", "<p>arn:key:x 10:100:30 :nothing: : ::</p>"),
    (":warning: <b> :tada:", "<p>⚠️ <b> 🎉</b></p>"),
    ("[^none] and [x]", "<p>[^none] and [x]</p>\n"),
    ("1) one\n2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"),
    ("```\nopen", "open\n</code></pre></div>\n"),
    ("<details>\n<summary>More</summary>\n\n- **x**\n\n</details>", "<li><strong>x</strong></li>"),
    (
      "<table><tr><td>\n\n**x**\n\n</td></tr></table>",
      "<td>\n<p><strong>x</strong></p>\n</td></tr>"
    ),
  ])
  func `the page is readable all the same`(text: String, part: String) throws {
    #expect(try Rendering(text + "\n").html.contains(part))
  }
}
