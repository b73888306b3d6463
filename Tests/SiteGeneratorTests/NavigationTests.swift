import CourseModel
import Testing

@testable import SiteGenerator

/// Templates are rendered once for each shape of the tree, and filled for each page.
struct NavigationTests {
  /// A part of 120 pages, one of a single page, and 60 small ones.
  private static let map = SiteMap(
    Course(
      title: "Course",
      sections: [section("long", 120), section("alone", 0)]
        + (1...60).map { section("part-\($0)", 2) }), includesDrafts: false)

  private static let navigation = Navigation(map: map, theme: Fixtures.theme)

  private static func section(_ name: String, _ notes: Int) -> Section {
    Section(
      id: name, title: "The \(name)'s <part>", index: note("\(name)/index"),
      notes: (0..<notes).map { note("\(name)/note-\($0)") })
  }

  private static func note(_ path: String) -> Note {
    Note(
      file: "content/\(path).md", path: path, title: "\"\(path)\" & more", body: Markdown("Text."))
  }

  private static func tree(of address: String) throws -> String {
    let page = try #require(map.page(at: address))
    var html = HTMLWriter()
    navigation.write(for: page, root: "../", to: &html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test func `a page in the middle of a long part shows its stretch, and leads on`() throws {
    let tree = try Self.tree(of: "long/note-60.html")
    #expect(tree.matches(of: /href="[^"]*\/note-/).count == 50 + 2)
    #expect(tree.contains("href=\"../long/note-48.html\">Earlier pages<"))
    #expect(tree.contains("href=\"../long/note-99.html\">Later pages<"))
    let current = "href=\"../long/note-60.html\" aria-current=\"page\""
    #expect(tree.matches(of: /aria-current/).count == 1 && tree.contains(current))
  }

  @Test func `two parts of one shape show their own pages`() throws {
    for part in ["part-30", "part-31"] {
      let tree = try Self.tree(of: "\(part)/note-1.html")
      #expect(tree.matches(of: /href="[^"]*\/note-/).count == 2)
      #expect(tree.contains("href=\"../\(part)/note-0.html\""))
      #expect(tree.contains("href=\"../\(part)/note-1.html\" aria-current"))
    }
  }

  @Test func `a part of one page, and a page outside the tree, open no part`() throws {
    #expect(try !Self.tree(of: "alone/index.html").contains("/note-"))
    var html = HTMLWriter()
    Self.navigation.write(for: nil, root: "/", to: &html)
    #expect(!String(decoding: html.bytes, as: UTF8.self).contains("aria-current"))
  }

  @Test func `titles are text, however a template quotes them`() throws {
    let tree = try Self.tree(of: "long/note-0.html")
    #expect(tree.contains("&quot;long/note-0&quot; &amp; more"))
    #expect(!tree.contains("<part>"))
    #expect("it's".htmlEscaped == "it&#39;s")
  }
}
