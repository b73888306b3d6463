import Foundation
import Testing

@testable import SiteGenerator

@Suite struct SitemapTests {
  @Test func `the sitemap names every page in full, with its day where there is one`() throws {
    let site = try PublishedSite([PublishedSite.note("costs", updated: "2026-02-03")])
    #expect(
      site.files["sitemap.xml"] == """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/course/</loc></url>
        <url><loc>https://example.org/course/week6/</loc></url>
        <url><loc>https://example.org/course/week6/costs.html</loc><lastmod>2026-02-03</lastmod></url>
        <url><loc>https://example.org/course/labs/</loc></url>
        <url><loc>https://example.org/course/labs/logs.html</loc></url>
        </urlset>

        """)
  }

  @Test func `without a base URL there is no sitemap, for it takes full addresses`() throws {
    let site = try PublishedSite([PublishedSite.note("costs", date: "2026-01-01")], baseURL: nil)
    #expect(site.files["sitemap.xml"] == nil)
    #expect(site.files["feed.xml"] == nil)
    #expect(site.files["robots.txt"] == "User-agent: *\nAllow: /\n")
  }

  @Test func `crawlers are told where the sitemap is`() throws {
    let site = try PublishedSite([])
    let line = "\nSitemap: https://example.org/course/sitemap.xml\n"
    #expect(site.files["robots.txt"] == "User-agent: *\nAllow: /\n" + line)
  }

  @Test func `a draft is previewed, and told to nobody`() throws {
    let draft = PublishedSite.note("draft", isDraft: true, date: "2026-01-01")
    let site = try PublishedSite([draft], drafts: true)
    #expect(site.files["week6/draft.html"] != nil)
    for name in ["sitemap.xml", "llms.txt"] {
      #expect(site.files[name]?.contains("draft") == false, "\(name)")
    }
    #expect(site.files["feed.xml"] == nil)
  }

  @Test(arguments: [(2, Int.max), (Int.max, 260)])
  func `more than one file may hold goes into several with an index`(pages: Int, bytes: Int) throws
  {
    let sitemap = Sitemap(
      baseURL: try BaseURL("https://example.org"), pageLimit: pages, byteLimit: bytes)
    let files = sitemap.files(
      (1...5).map {
        PublishedPage(
          address: "week6/note-\($0).html", title: "", description: "", tags: [], date: nil,
          updated: nil)
      })
    let names = ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    #expect(files.map(\.address) == names)
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    for name in names.dropFirst() {
      #expect(texts[0].contains("<sitemap><loc>https://example.org/\(name)</loc></sitemap>"))
    }
    #expect(texts.dropFirst().map { $0.matches(of: /<url>/).count } == [2, 2, 1])
    #expect(files.allSatisfy { $0.bytes.count <= max(bytes, 400) })
  }
}
