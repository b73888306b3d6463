import CourseModel
import Testing

@testable import SiteGenerator

/// Headings and the anchors that GitHub gives them, as github-slugger writes the rule down.
@Suite struct HeadingSluggerTests {
  @Test(arguments: [
    // Words
    ("Hello World", "hello-world"), ("snake_case", "snake_case"), ("a - b", "a---b"), ("", ""),
    ("1. First step", "1-first-step"), ("  two  spaces  ", "--two--spaces--"), ("-", "-"),
    // Punctuation and symbols go, and leave the spaces around them
    ("Foo & Bar", "foo--bar"), ("What's new?", "whats-new"), ("C++ / C#", "c--c"),
    ("em—dash", "emdash"), ("“quotes”", "quotes"), ("a‿b", "a‿b"), ("¿Qué?", "qué"),
    ("100 % €5", "100--5"), ("a·b×c", "abc"), ("x² and ½", "x-and-"), ("I ♥ unicode", "i--unicode"),
    ("`$HOME`", "home"), ("a\\b|c~d^e", "abcde"), ("（全角）", "全角"), ("①②", ""),
    // Space that is not a space
    ("tab\there", "tabhere"), ("non\u{A0}breaking", "nonbreaking"), ("a\u{2003}b", "ab"),
    ("a\u{200B}b\u{FEFF}", "ab"), ("a\u{AD}b", "ab"),
    // Every script
    ("Über Größe", "über-größe"), ("日本語 テスト", "日本語-テスト"), ("Привет, мир!", "привет-мир"),
    ("한국어", "한국어"), ("שלום", "שלום"), ("٣ digits", "٣-digits"), ("हिन्दी", "हिन्दी"),
    ("ไทย", "ไทย"), ("𝒳", "𝒳"), ("𠮷野", "𠮷野"), ("Ⅳ", "ⅳ"), ("ªº", "ªº"),
    // Marks
    ("a\u{301}b", "a\u{301}b"), ("x\u{20DD}", "x\u{20DD}"), ("n\u{303}\u{303}", "n\u{303}\u{303}"),
    // Emoji go, what joins them too; a variation selector is a mark and stays
    ("😄 smile", "-smile"), ("👩‍💻 work", "-work"), ("❤️ love", "\u{FE0F}-love"), ("🇩🇪", ""),
    (":rocket: Launch", "rocket-launch"), ("1️⃣ One", "1\u{FE0F}\u{20E3}-one"),
    // Case
    ("İstanbul", "i\u{307}stanbul"), ("STRASSE ẞ ß", "strasse-ß-ß"), ("ǅ Ǆ", "ǆ-ǆ"), ("K", "k"),
    ("ſ", "ſ"), ("ΟΔΟΣ ΣΑΣ Σ", "οδος-σας-σ"), ("Ⓐ", "ⓐ"), ("Ꭰ", "ꭰ"),
  ])
  func `a heading becomes the anchor that GitHub gives it`(heading: String, slug: String) {
    var slugger = HeadingSlugger()
    #expect(Array(slugger.slug(for: heading).unicodeScalars) == Array(slug.unicodeScalars))
  }

  private static let digest = "da761c037d83ad3a382268c4af85a2f0265c5b736f1cdc3c0ffc5feed98e8c35"

  /// The digest is that of all characters which github-slugger 2's regular expression leaves alone,
  /// in order, as UTF-8. It was made with Unicode 13; what came later is judged by the same rule.
  @Test func `every character that Unicode 13 has is kept or dropped as by GitHub`() {
    let kept = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
      guard scalar != " ", let age = scalar.properties.age, age.major <= 13 else { return false }
      let isUppercase = scalar.properties.changesWhenLowercased
      return isUppercase || HeadingSlugger.base(of: String(scalar)).isEmpty == false
    }
    #expect(kept.count == 134_563)
    let text = kept.reduce(into: String.UnicodeScalarView()) { $0.append($1) }
    #expect(Digest(of: String(text)).hexadecimal == Self.digest)
  }

  @Test(arguments: [
    (["foo", "foo", "foo-1", "foo", "Foo"], ["foo", "foo-1", "foo-1-1", "foo-2", "foo-3"]),
    (["foo-1", "foo", "foo"], ["foo-1", "foo", "foo-2"]),
    (["a", "a", "a-1", "a-1"], ["a", "a-1", "a-1-1", "a-1-2"]), (["", "", "!"], ["", "-1", "-2"]),
  ])
  func `a name that is taken gets the next number`(headings: [String], slugs: [String]) {
    var slugger = HeadingSlugger()
    #expect(headings.map { slugger.slug(for: $0) } == slugs)
  }

  @Test(arguments: [
    ("Run `aws ecs`", "run-aws-ecs"), ("*Very* **bold**", "very-bold"), ("~~old~~ new", "old-new"),
    ("See [the docs](https://example.org)", "see-the-docs"), ("<b>Bold</b> x", "bold-x"),
    ("Press <kbd>x</kbd>", "press-x"), ("![A box](images/boxes.svg) Title", "-title"),
    ("a &amp; b &copy;", "a--b-"), (#"a \* b"#, "a--b"),
    ("<https://example.org>", "httpsexampleorg"),
    ("Title {#id}", "title-id"), ("trailing ##", "trailing"), ("x<br>y", "xy"),
  ])
  func `markup is left out of the anchor, its words stay`(heading: String, slug: String) throws {
    #expect(try Rendering("## \(heading)\n").prose.headings.map(\.id) == [slug])
  }
}
