import Foundation
import Testing

@testable import SiteGenerator

@Suite struct SiteBudgetTests {
  @Test func `a page is measured as it goes over the network, with all that it names`() throws {
    let budget = try budget(of: [
      "a/page.html": """
      <head><link rel="icon" href="../icon.svg"><link rel="stylesheet" href="../x.css">
      <link rel="stylesheet" href="../y.css"><link rel="stylesheet" href="https://example.org/z">
      <script src="../x.js" defer></script></head><main>Text</main>
      """,
      "b.html": "<main>Text</main>", "x.css": "p { color: red }", "y.css": "a { color: red }",
      "x.js": "f()", "later.js": "g()",
    ])
    #expect(budget.isKept)
    #expect(budget.pages.map(\.page) == ["a/page.html", "b.html"])
    #expect(budget.pages.map(\.limit) == [7_000, 7_000])
    #expect(budget.styles.page == "a/page.html")
    #expect(
      budget.styles.bytes
        == ["p { color: red }", "a { color: red }"].map { gzippedCount($0) }.reduce(0, +))
    #expect(budget.scripts.bytes == gzippedCount("f()"))
  }

  @Test func `what is over is found, and stands first`() throws {
    let noise = Self.noise(21_000)
    let budget = try budget(of: [
      "a.html": "<main>Text</main>", "b.html": "<nav>\(noise)</nav><main>Text</main>",
    ])
    #expect(!budget.isKept)
    #expect(budget.pages.first?.page == "b.html")
    #expect(budget.pages.map(\.isKept) == [false, true])
  }

  @Test func `more words take what they take, and a tenth of it for their markup`() throws {
    let words = Self.noise(12_000)
    let budget = try budget(of: [
      "light.html": "<main><p>\(words)</p></main>",
      "heavy.html": "<main><p class=\"\(Self.noise(9_000, from: 2))\">\(words)</p></main>",
    ])
    let limit = 7_000 + (gzippedCount(words) - 3_500) * 11 / 10
    #expect(limit > 7_000)
    #expect(budget.pages.map(\.limit) == [limit, limit])
    #expect(budget.pages.map(\.page) == ["heavy.html", "light.html"])
    #expect(budget.pages.map(\.isKept) == [false, true])
  }

  @Test func `the steps of a long lab have frames of their own`() throws {
    let words = Self.noise(12_000)
    let budget = try budget(of: [
      "lab.html": "<section></section><main>\(words)<section></section><section></section></main>",
      "short.html": "<main>Text<section></section></main>",
    ])
    let limit = 7_000 + (gzippedCount(words) - 3_500) * 11 / 10 + 400
    #expect(budget.pages.map(\.limit) == [limit, 7_000])
  }

  @Test func `the addresses of sources are an author's words`() throws {
    let words = Self.noise(12_000)
    let source = Self.noise(4_000, from: 2)
    let budget = try budget(of: [
      "own.html": "<main>\(words)<a href=\"\(source)\">own</a></main>",
      "other.html": "<main>\(words)<a href=\"https://\(source)\">other</a></main>",
    ])
    let limits = Dictionary(budget.pages.map { ($0.page, $0.limit) }) { $1 }
    #expect(limits["own.html"] == 7_000 + (gzippedCount(words + "own") - 3_500) * 11 / 10)
    #expect(
      limits["other.html"] == 7_000 + (gzippedCount(words + source + "other") - 3_500) * 11 / 10)
  }

  @Test func `words are what stands between the tags of main`() throws {
    let noise = Self.noise(12_000)
    let budget = try budget(of: [
      "a.html": "<nav>\(noise)</nav><main><p class=\"\(noise)\">Text</p></main><p>\(noise)</p>"
    ])
    #expect(budget.pages.map(\.limit) == [7_000])
  }

  @Test func `styles and scripts have budgets too`() throws {
    let html = "<link rel=\"stylesheet\" href=\"x.css\"><script src=\"x.js\"></script>"
    let budget = try budget(of: [
      "a.html": html, "x.css": Self.noise(24_000), "x.js": Self.noise(24_000),
    ])
    #expect(budget.pages.map(\.isKept) == [true])
    #expect(!budget.styles.isKept)
    #expect(!budget.scripts.isKept)
  }

  /// Half of it is left when it is compressed: hexadecimal digits in no order.
  private static func noise(_ count: Int, from seed: UInt32 = 1) -> String {
    var state = seed
    return String(
      (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Character(String(state >> 28, radix: 16))
      })
  }

  private func gzippedCount(_ text: String) -> Int { Compression.gzippedCount(Array(text.utf8)) }

  private func budget(of files: [String: String]) throws -> SiteBudget {
    try Fixtures.temporary { folder in
      for (name, text) in files {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
      }
      return try SiteBudget(site: folder)
    }
  }
}
