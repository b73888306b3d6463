import Testing

@testable import SiteGenerator

@Suite struct SearchReaderTests {
  @Test func `a page's file has its sections with their ids and text`() {
    let html = """
      <p>Before <em>any</em> heading.</p>
      <div class="heading"><h2 id="the-trust-policy">The <code>trust</code> policy</h2>\
      <a class="anchor" href="#the-trust-policy" aria-label="Link">#</a></div>
      <table><tr><th>Who</th><td>a &amp; b</td></tr></table>
      <div class="heading"><h3 id="more">More</h3></div><p>End.</p>
      """
    #expect(
      Self.file(html) == """
        labs.search.add(["week6/roles.html","Roles","Week 6",[\
        ["","","Who may do what. Before any heading."],\
        ["the-trust-policy","The trust policy","Who a & b"],\
        ["more","More","End."]]])

        """)
  }

  @Test func `a page that is not searched is in the index with no word`() {
    var reader = SearchReader(language: "en")
    let html = Array("<p>Words.</p>".utf8)
    let hidden = SearchReader.Heading(
      address: "rules.html", title: "Rules", lead: "All of them.", isSearched: false)
    let (document, file) = reader.read(hidden, html: html)
    #expect(document.terms.isEmpty)
    #expect(!String(decoding: file, as: UTF8.self).contains("Words"))

    let shown = SearchReader.Heading(address: "rules.html", title: "Rules")
    #expect(!reader.read(shown, html: html).document.terms.isEmpty, "the next page is read")
  }

  @Test func `what is only there to be clicked is no text, and a picture's words are`() {
    let html = """
      <p>A second.<sup><a class="footnote" href="#fn.1">1</a></sup>\
      <img src="a.png" alt="Two &quot;boxes&quot;"> <a class="back" href="#ref.1">↩</a>\
      <a href="b.html">Next</a></p>
      """
    #expect(Self.text(html) == "A second. Two \"boxes\" Next")
  }

  @Test func `words end where blocks do, and only there`() {
    #expect(Self.text("<p>one</p><p>two</p>") == "one two")
    #expect(Self.text("<span class=\"v\">--re</span><span>gion</span> x") == "--region x")
    #expect(Self.text("a<br>b") == "a b")
  }

  @Test func `a heading without an id is text`() {
    #expect(Self.text("<h3>What is checked</h3><p>All.</p>") == "What is checked All.")
  }

  @Test func `nothing in a text can end the string that it stands in`() {
    let file = Self.file("<p>\" \\ &quot;); alert(1); //\u{8}</p>", title: "a\"b\nc")
    #expect(file.contains(#""a\"b c""#))
    #expect(file.contains(#"\" \\ \"); alert(1); //"#))
  }

  @Test func `a very long page shows the beginning of its later sections`() {
    let long = String(repeating: "word ", count: 6000)
    let html = "<p>\(long)</p><h2 id=\"late\">Late</h2><p>\(long)</p>"
    let file = Self.file(html)
    #expect(file.utf8.count < SearchPageFile.longestText + SearchPageFile.shortenedText + 200)
    #expect(file.contains("[\"late\",\"Late\",\"word word"))
  }

  @Test(arguments: [
    "<", "<a", "<p class=\"", "&", "&#", "</", "<h2 id=\"x\">", "<a class=\"anchor\">",
  ])
  func `HTML that ends anywhere is read to its end`(html: String) {
    #expect(Self.file("text " + html).contains("text"))
  }

  @Test func `title, lead and headings weigh more than text`() {
    var reader = SearchReader(language: "en")
    let html = Array("<h2 id=\"a\">Trust</h2><p>policy</p>".utf8)
    let document = reader.read(
      .init(address: "a.html", title: "Roles", lead: "Who may"), html: html
    ).document
    #expect(
      document.names.map { "\($0.name) \($0.level)" }
        == ["roles 6", "who 0", "may 0", "trust 4", "policy 0"])
  }

  @Test func `a page has the words of what it is a part of, as words that it says once`() {
    var reader = SearchReader(language: "en")
    let document = reader.read(
      .init(address: "a.html", title: "Roles", group: "Week 6 roles"),
      html: Array("<p>week</p>".utf8)
    ).document
    #expect(
      document.names.map { "\($0.name) \($0.level)" } == ["roles 6", "week 0", "6 0"])
  }

  private static func file(_ html: String, title: String = "Roles") -> String {
    var reader = SearchReader(language: "en")
    let heading = SearchReader.Heading(
      address: "week6/roles.html", title: title, group: "Week 6", lead: "Who may do what.")
    return String(decoding: reader.read(heading, html: Array(html.utf8)).file, as: UTF8.self)
  }

  private static func text(_ html: String) -> String {
    let bytes = Array(html.utf8)
    let text = bytes.withUnsafeBufferPointer { SearchText(html: $0) }
    return String(decoding: text.bytes, as: UTF8.self)
      .split(separator: " ").joined(separator: " ")
  }
}
