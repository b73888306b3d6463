import Testing

@testable import SiteGenerator

/// Headings and the anchors that GitHub gives them.
@Suite struct HeadingSluggerTests {
  @Test(arguments: [
    ("Hello World", "hello-world"), ("Foo & Bar", "foo--bar"), ("What's new?", "whats-new"),
    ("C++ / C#", "c--c"), ("a - b", "a---b"), ("snake_case", "snake_case"),
    ("1. First step", "1-first-step"), ("Über Größe", "über-größe"), ("日本語 テスト", "日本語-テスト"),
    ("Привет, мир!", "привет-мир"), ("😄 smile", "-smile"), ("a\u{301}b", "a\u{301}b"),
    ("٣ digits", "٣-digits"), ("x² and ½", "x-and-"), ("tab\there", "tabhere"),
    ("non\u{A0}breaking", "nonbreaking"), ("em—dash", "emdash"), ("“quotes”", "quotes"), ("", ""),
    ("a‿b", "a‿b"), ("I ♥ unicode", "i--unicode"), ("Ⅳ", "ⅳ"),
  ])
  func `a heading becomes the anchor that GitHub gives it`(heading: String, slug: String) {
    var slugger = HeadingSlugger()
    #expect(slugger.slug(for: heading) == slug)
  }

  @Test func `a name that is taken gets the next number`() {
    var slugger = HeadingSlugger()
    let slugs = ["foo", "foo", "foo-1", "foo", "Foo", "", ""].map { slugger.slug(for: $0) }
    #expect(slugs == ["foo", "foo-1", "foo-1-1", "foo-2", "foo-3", "", "-1"])
  }
}
