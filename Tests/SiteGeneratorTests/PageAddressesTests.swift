import Testing

@testable import SiteGenerator

@Suite struct PageAddressesTests {
  private func read(_ html: String) -> (ids: [String], addresses: [String]) {
    read(Array(html.utf8)[...])
  }

  private func read(_ html: ArraySlice<UInt8>) -> (ids: [String], addresses: [String]) {
    var found: (ids: [String], addresses: [String]) = ([], [])
    html.withUnsafeBufferPointer {
      PageAddresses(html: $0).forEach { kind, value in
        let text = String(decoding: value, as: UTF8.self)
        if kind == .id { found.ids.append(text) } else { found.addresses.append(text) }
      }
    }
    return found
  }

  @Test(arguments: [
    ("<a href=\"a.html\">", "a.html"), ("<A HREF='a.html'>", "a.html"),
    ("<a href=a.html>", "a.html"),
    ("<img alt=\"x\" src=\"i.png\">", "i.png"), ("<a href = \"a.html#b\" >", "a.html#b"),
    ("<a href=\"a.html?x=1&amp;y=2\">", "a.html?x=1&y=2"),
    ("<link rel=icon href=i.svg/>", "i.svg/"),
    ("<video poster=\"p.png\">", "p.png"), ("<script src=\"s.js\"></script>", "s.js"),
    ("<a\n  class=\"x\"\n  href=\"a.html\"\n>", "a.html"), ("<a data-x href=\"\">", ""),
    ("<a title=\"<a href='no'>\" href=\"a\">", "a"),
  ]) func `reads an address`(_ html: String, _ address: String) {
    #expect(read(html).addresses == [address])
  }

  @Test(arguments: [
    "text href=\"a\"", "<!-- <a href=\"a\"> -->", "<a data-href=\"a\" hrefs=\"b\" xsrc=\"c\">",
    "</a href=\"a\">", "<pre>&lt;a href=\"a\"&gt;</pre>", "<", "<a", "<a href", "<a href=", "<!--",
  ]) func `reads nothing else`(_ html: String) {
    #expect(read(html).addresses.filter { !$0.isEmpty } == [])
  }

  @Test func `reads every picture of a set`() {
    let html = "<img srcset=\"a.png 1x, b.png 2x\" src=\"a.png\">"
    #expect(read(html).addresses == ["a.png", "b.png", "a.png"])
  }

  @Test func `names addresses and ids as often as they are there`() {
    let page = read("<h2 id=\"a\"><a href=\"#a\"></a></h2><p id=a></p><a href=\"#a\"></a>")
    #expect(page.ids == ["a", "a"])
    #expect(page.addresses == ["#a", "#a"])
  }

  @Test func `any prefix of a page is read without a crash`() {
    let html = Array("<p id='x'><!-- c --><a href=\"a&amp;b\" src=c srcset=\"d 1x,e\">é</a>".utf8)
    for end in 0...html.count { _ = read(html[..<end]) }
  }
}
