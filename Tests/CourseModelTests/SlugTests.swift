import CourseModel
import Foundation
import Testing

struct SlugTests {
  @Test(arguments: ["a", "week6", "log-group", "a-1-b", "0", String(repeating: "a", count: 64)])
  func `takes lowercase letters, digits and single hyphens`(text: String) {
    #expect(Slug(text)?.text == text)
  }

  @Test(arguments: [
    "", "-", "-a", "a-", "a--b", "A", "a_b", "a b", "a/b", "..", "é", "a\n", "a\0", "٣",
    String(repeating: "a", count: 65),
  ])
  func `takes nothing else`(text: String) {
    #expect(Slug(text) == nil)
  }

  @Test(arguments: [
    ("Log Group", "log-group"), ("  A  --  b  ", "a-b"), ("week_6", "week-6"),
    ("What's new?", "what-s-new"), ("Café au lait", "caf-au-lait"), ("a", "a"),
    (String(repeating: "ab-", count: 30), String(repeating: "ab-", count: 21) + "a"),
    (String(repeating: "a", count: 63) + "-b", String(repeating: "a", count: 63)),
  ])
  func `makes a slug of any text`(text: String, slug: String) {
    #expect(Slug(slugifying: text)?.text == slug)
  }

  @Test(arguments: ["", "--", "日本", "!?", " "])
  func `makes no slug of nothing`(text: String) {
    #expect(Slug(slugifying: text) == nil)
  }

  @Test func `is its text in JSON`() throws {
    let slug = try #require(Slug("log-group"))
    let json = try JSONEncoder().encode([slug])
    #expect(String(decoding: json, as: UTF8.self) == #"["log-group"]"#)
    #expect(try JSONDecoder().decode([Slug].self, from: json) == [slug])
  }

  @Test func `refuses JSON that is no slug`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Slug].self, from: Data(#"["Log Group"]"#.utf8))
    }
  }
}
