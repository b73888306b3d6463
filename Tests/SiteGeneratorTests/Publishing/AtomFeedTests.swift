import Foundation
import Testing

@testable import SiteGenerator

@Suite struct AtomFeedTests {
  @Test func `the feed has the notes with a date, the newest first`() throws {
    let site = try PublishedSite([
      PublishedSite.note(
        "first", title: "A < B", tags: ["ecs"], date: "2026-01-01", updated: "2026-03-01",
        text: "The \u{7}bell & more.\n"),
      PublishedSite.note("second", date: "2026-02-01"),
      PublishedSite.note("undated", updated: "2026-04-01"),
    ])
    #expect(
      site.files["feed.xml"] == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <title>C &amp; D</title>
        <id>https://example.org/course/</id>
        <link rel="alternate" type="text/html" href="https://example.org/course/"/>
        <link rel="self" type="application/atom+xml" href="https://example.org/course/feed.xml"/>
        <updated>2026-03-01T00:00:00Z</updated>
        <author><name>C &amp; D</name></author>
        <subtitle>Small &lt;but&gt; whole.</subtitle>
        <rights>CC-BY-4.0</rights>
        <entry>
        <title>second</title>
        <id>tag:example.org,2026-02-01:/week6/second.html</id>
        <link rel="alternate" type="text/html" href="https://example.org/course/week6/second.html"/>
        <published>2026-02-01T00:00:00Z</published>
        <updated>2026-02-01T00:00:00Z</updated>
        <summary>Text.</summary>
        </entry>
        <entry>
        <title>A &lt; B</title>
        <id>tag:example.org,2026-01-01:/week6/first.html</id>
        <link rel="alternate" type="text/html" href="https://example.org/course/week6/first.html"/>
        <published>2026-01-01T00:00:00Z</published>
        <updated>2026-03-01T00:00:00Z</updated>
        <category term="ecs"/>
        <summary>The bell &amp; more.</summary>
        </entry>
        </feed>

        """)
  }

  @Test func `every page leads to the feed, and where there is none no page does`() throws {
    let dated = try PublishedSite([PublishedSite.note("a", date: "2026-01-01")])
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"C &amp; D\" href=\""
    #expect(dated.files["index.html"]?.contains("\(link)feed.xml\">") == true)
    #expect(dated.files["week6/a.html"]?.contains("\(link)../feed.xml\">") == true)
    #expect(dated.files["404.html"]?.contains("\(link)/course/feed.xml\">") == true)
    let undated = try PublishedSite([PublishedSite.note("a")])
    #expect(undated.files["feed.xml"] == nil)
    #expect(undated.files["index.html"]?.contains("atom") == false)
  }

  @Test func `the feed ends after twenty entries`() throws {
    let site = try PublishedSite(
      (10...35).map { PublishedSite.note("note-\($0)", date: "2026-01-01") })
    let feed = try #require(site.files["feed.xml"])
    #expect(feed.matches(of: /<entry>/).count == 20)
    #expect(feed.contains("note-29") && !feed.contains("note-30"))
  }

  @Test func `another program reads what the authors wrote`() throws {
    let titles = ["<b>&amp;</b> “x” 'y'", "\u{1}bell\u{FFFE} \u{1F600}", "]]>", "<!-- é"]
    let site = try PublishedSite(
      titles.indices.map {
        PublishedSite.note("n\($0)", title: titles[$0], date: "2026-01-0\(9 - $0)")
      })
    let read = try Fixtures.temporary { folder in
      for name in ["feed.xml", "sitemap.xml"] {
        try site.files[name]?.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      }
      let script = """
        import xml.etree.ElementTree as tree
        tree.parse("sitemap.xml")
        for title in tree.parse("feed.xml").iter("{http://www.w3.org/2005/Atom}title"):
            print(title.text)
        """
      return try OtherProgram.run("python3", "-X", "utf8", "-c", script, in: folder)
    }
    #expect(
      read.split(separator: "\n") == [
        "C & D", "<b>&amp;</b> “x” 'y'", "bell \u{1F600}", "]]>", "<!-- é",
      ])
  }
}
