import Foundation
import Testing

@testable import SiteGenerator

@Suite struct PageHeadTests {
  @Test func `a page tells other sites what it is`() throws {
    let note = PublishedSite.note(
      "costs", title: "Costs", date: "2026-01-01", updated: "2026-02-01", text: "What it costs.\n")
    let html = try PublishedSite([note], language: "en-GB").files["week6/costs.html"] ?? ""
    let told = html.matches(of: /<meta property="([^"]*)" content="([^"]*)">/)
      .map { "\($0.1)=\($0.2)" }
    #expect(
      told == [
        "og:description=What it costs.", "og:title=Costs · Week 6 · C &amp; D", "og:type=article",
        "og:site_name=C &amp; D", "og:locale=en_GB", "article:published_time=2026-01-01",
        "article:modified_time=2026-02-01", "og:url=https://example.org/course/week6/costs.html",
      ])
    #expect(
      html.contains("<link rel=\"canonical\" href=\"https://example.org/course/week6/costs.html\">")
    )
  }

  @Test func `the theme's picture for sharing is named in full`() throws {
    let picture = "\(Fixtures.siteFolder)/images/favicon.svg"
    let html = try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/images", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: picture, toPath: "\(folder)/images/share.png")
      let theme = Theme(folders: [folder, Fixtures.siteFolder])
      return try PublishedSite([], theme: theme).files["index.html"] ?? ""
    }
    #expect(
      html.contains(
        /<meta property="og:image" content="https:\/\/example.org\/course\/assets\/share-\w{10}.png">/
      ))
    #expect(html.contains("<meta property=\"og:type\" content=\"website\">"))
  }

  @Test(arguments: [("https://example.org/course", "/course/"), (nil, "/")])
  func `the page for wrong addresses leads to the root of its host`(
    baseURL: String?, root: String
  ) throws {
    let html = try PublishedSite([], baseURL: baseURL).files["404.html"] ?? ""
    #expect(html.contains("<a href=\"\(root)index.html\">Begin at the first page</a>"))
    #expect(!html.contains("canonical"))
  }

  @Test func `without a base URL a page names no address of its own`() throws {
    let html = try PublishedSite([], baseURL: nil).files["index.html"] ?? ""
    #expect(!html.contains("canonical") && !html.contains("og:url"))
  }
}
