import CourseLoader
import CourseModel
import Testing

/// What is said about notes, their addresses and `course.yml`.
struct NoteMistakeTests {
  @Test(arguments: [
    Mistake(
      "an unknown key", "tilte: A",
      "2:1: error: There is no key “tilte” in the front matter of a note. > Try: title."),
    Mistake(
      "values of the wrong kind", "order: first\ndraft: yes\ntags: {a: b}\ndescription: [a]",
      "2:8: error: “order” expects a whole number, found “first”. > "
        + "Write, for example, “order: 1”.",
      "3:8: error: “draft” expects true or false, found “yes”. > "
        + "Write “draft: true” or “draft: false”.",
      "4:7: error: “tags” expects text or a list of texts, found keys and values.",
      "5:14: error: “description” expects text, found a list. > "
        + "Write some, or remove the key."),
    Mistake(
      "days that are not in the calendar", "date: 2023-02-29\nupdated: 31.3.2023",
      "2:7: error: “date” expects a day, found “2023-02-29”. > "
        + "Write it as year-month-day, for example 2026-01-31.",
      "3:10: error: “updated” expects a day, found “31.3.2023”. > "
        + "Write it as year-month-day, for example 2026-01-31."),
    Mistake(
      "an update before the beginning", "date: 2023-03-31\nupdated: 2023-03-30",
      "3:10: warning: “updated” (2023-03-30) is before “date” (2023-03-31). > "
        + "Correct one of them."),
    Mistake(
      "aliases that leave the site", "aliases: [../a, 'https://example.org/a']",
      "2:11: error: “../a” is no address within the site. > "
        + "Write it from the site's root, for example week6/costs.",
      "2:17: error: “https://example.org/a” is no address within the site. > "
        + "Write it from the site's root, for example week6/costs."),
    Mistake(
      "aliases that are taken", "aliases: [/Note/, old, OLD.html]",
      "2:11: error: The address “Note” is already taken by content/note.md. > Remove the alias.",
      "2:24: error: The address “OLD” is already taken by content/note.md:2:19. > "
        + "Remove the alias."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse(["content/note.md": "---\n\(mistake.text)\n---\nText\n"])
    #expect(try course.complaints() == mistake.complaints.map { "content/note.md:" + $0 })
  }

  @Test func `says that two files or folders have one address`() throws {
    let course = try TemporaryCourse([
      "content/a/My Note.md": "", "content/a/my-note.md": "", "content/A/other.md": "",
    ])
    #expect(
      try course.complaints() == [
        "content/a: error: The address “a” is already taken by content/A. > "
          + "Rename one of the folders.",
        "content/a/my-note.md: error: The address “a/my-note” is already taken by "
          + "content/a/My Note.md. > Rename one of the files.",
      ])
  }

  @Test func `says that a name gives no address`() throws {
    let course = try TemporaryCourse(["content/日本.md": "# Japan"])
    #expect(
      try course.complaints() == [
        "content/日本.md: error: “日本.md” gives no address: it has no letter or digit of ASCII. > "
          + "Rename it."
      ])
  }

  @Test func `says that a file is not read because of its ending`() throws {
    let course = try TemporaryCourse(["content/a.markdown": "", "content/b.MD": ""])
    #expect(
      try course.complaints() == [
        "content/a.markdown: warning: The file is not read: only names that end in .md are. > "
          + "Rename it.",
        "content/b.MD: warning: The file is not read: only names that end in .md are. > "
          + "Rename it.",
      ])
  }

  @Test func `keeps a note whose front matter is broken`() throws {
    let course = try TemporaryCourse(["content/a-note.md": "---\norder: [\n---\nText\n"])
    let note = try #require(try course.load().course.sections.first?.notes.first)
    #expect(note.title == "A note")
    #expect(note.body == Markdown("Text\n", firstLine: 4))
  }

  @Test(arguments: [
    "https://example.com/?page", "https://example.com#top", "https://me@example.com",
  ])
  func `a base URL is nothing but a scheme, a host and a path`(address: String) throws {
    let course = try TemporaryCourse([
      "content/course.yml": "format: 1\ntitle: A\nbase-url: \(address)\n"
    ])
    #expect(
      try course.complaints() == [
        "content/course.yml:3:11: error: “base-url” expects an address, found “\(address)”. > "
          + "Write it in full, for example https://example.com/course."
      ])
  }

  @Test func `names what is wrong with course.yml`() throws {
    let course = try TemporaryCourse([
      "content/course.yml": """
      titel: A
      language: english
      base-url: example.org
      repository: https://
      """
    ])
    #expect(
      try course.complaints() == [
        "content/course.yml:1:1: error: There is no key “titel” in course.yml. > Try: title.",
        "content/course.yml:1:1: error: course.yml has no format. > Add “format: 1”.",
        "content/course.yml:2:11: error: “language” expects a language tag, found “english”. > "
          + "Write, for example, en.",
        "content/course.yml:3:11: error: “base-url” expects an address, found “example.org”. > "
          + "Write it in full, for example https://example.com/course.",
        "content/course.yml:4:13: error: “repository” expects an address, found “https://”. > "
          + "Write it in full, for example https://example.com/course.",
      ])
  }
}
