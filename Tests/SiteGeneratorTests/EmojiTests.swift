import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct EmojiTests {
  @Test func `a shortcode is an emoji wherever the page shows its words`() throws {
    let note = PublishedSite.note(
      "a", title: ":rocket: Start",
      text: "# :rocket: Start\n\nIt is :zap: fast.\n\n## :key: Keys\n\n## The `:x:` code\n")
    let site = try PublishedSite([note])
    let page = try #require(site.files["week6/a.html"])
    #expect(!page.contains(":rocket:") && !page.contains(":zap:") && !page.contains(":key:"))
    #expect(page.contains("<a href=\"#key-keys\">🔑 Keys</a>"))
    #expect(page.contains("aria-label=\"Link to “🔑 Keys”\""))
    #expect(page.contains("<title>🚀 Start · Week 6 · C &amp; D</title>"))
    #expect(page.contains("<a href=\"#the-x-code\">The :x: code</a>"))
    #expect(site.files["week6/index.html"]?.contains("🚀 Start") == true)
    #expect(site.files["llms.txt"]?.contains("🚀 Start") == true)
  }
}
