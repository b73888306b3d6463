import CourseLoader
import CourseModel
import Testing

/// What is said about YAML that cannot be read; places are those of the file.
struct YAMLMistakeTests {
  @Test(arguments: [
    Mistake(
      "a second colon", "title: Week 6: logs",
      "2:14: error: There is a second “:” in this line. > "
        + "Put a value that contains “: ” in quotes."),
    Mistake(
      "a line without a colon", "title\norder: 1",
      "3:6: error: A key cannot stand here, because of the line above it. > "
        + "Write “key: value” there, and indent neighbouring keys alike."),
    Mistake(
      "a key that is indented", "title: A\n  order: 1",
      "3:8: error: A key cannot stand here, because of the line above it. > "
        + "Write “key: value” there, and indent neighbouring keys alike."),
    Mistake(
      "a key that is indented less", "  title: A\norder: 1",
      "3:1: error: This line does not fit what is above it. > Indent it like its neighbours, "
        + "and put values with special characters in quotes."),
    Mistake(
      "a tab", "tags:\n\t- a", "3:1: error: A tab indents this line. > Indent with spaces."),
    Mistake(
      "a value that begins with @", "title: @home",
      "2:8: error: A value cannot begin with “@”. > Put the value in quotes."),
    Mistake(
      "a value that begins with a backtick", "title: `aws`",
      "2:8: error: A value cannot begin with “`”. > Put the value in quotes."),
    Mistake(
      "a value that begins with *", "title: *aws",
      "2:8: error: A value cannot begin with “*”. > Put the value in quotes."),
    Mistake(
      "a quote that is never closed", "order: 1\ntitle: \"A\ntags: b",
      "3:8: error: The quoted text that begins here is never closed. > "
        + "Close it with the same quote."),
    Mistake(
      "a bracket that is never closed", "tags: [a, b\ntitle: A",
      "2:7: error: What begins here with a bracket is never closed. > "
        + "Close it with ], with commas between its parts."),
    Mistake(
      "a backslash", "title: \"\\d\"",
      "2:9: error: This backslash means nothing in double quotes. > "
        + "Use single quotes: in them a backslash is a backslash."),
    Mistake(
      "a control character", "title: A\norder: \u{1}",
      "3:8: error: The character U+0001 is not allowed. > Remove it."),
    Mistake(
      "a control character in disguise", "title: \"\\e[31m\"",
      "2:8: error: The character U+001B is not allowed. > Remove it."),
    Mistake(
      "a line end that only YAML knows", "title: A\u{2028}B\norder: x",
      "2:9: error: The character U+2028 is not allowed. > Remove it."),
    Mistake(
      "a value that is missing", "order: ]",
      "2:8: error: A value is missing here. > "
        + "Write it, in quotes if it begins with a bracket or a comma."),
    Mistake(
      "a second document", "title: A\n--- b",
      "3:1: error: A second document begins here. > Remove the line “---”."),
    Mistake(
      "keys that are there twice", "title: A\norder: 1\ntitle: B\norder: 2\ntitle: C\ndate: 3",
      "4:1: error: The key “title” is there twice; the first is in line 2. > Remove one of them.",
      "5:1: error: The key “order” is there twice; the first is in line 3. > Remove one of them.",
      "6:1: error: The key “title” is there twice; the first is in line 2. > Remove one of them.",
      "7:7: error: “date” expects a day, found “3”. > "
        + "Write it as year-month-day, for example 2026-01-31."),
    Mistake(
      "a key that is there twice in one line", "{title: A, title: B}",
      "2:2: error: The key “title” is there twice; the first is in line 2. > Remove one of them."),
    Mistake(
      "no keys", "just text",
      "2:1: error: The front matter of a note consists of keys and values, found “just text”. > "
        + "Write “key: value” lines. Known keys: title, description, order, tags, aliases, draft, "
        + "search, date, updated."),
    Mistake(
      "a key that is a list", "? [a]\n: b",
      "2:3: error: A key has to be text, found a list. > Write “key: value”."),
    Mistake(
      "too many references",
      (0..<20).map { "a\($0): &a\($0) [1]" }.joined(separator: "\n"),
      "2:1: error: The YAML refers to its own parts too often. > "
        + "Write the values out instead of using & and *."),
    Mistake(
      "brackets without end", String(repeating: "[", count: 5000),
      "2:1: error: Lists and keys are nested too deeply here. > Nest them less deeply."),
    Mistake(
      "brackets as deep as can be",
      "order: " + String(repeating: "[", count: 990) + String(repeating: "]", count: 990),
      "2:8: error: “order” expects a whole number, found a list. > "
        + "Write, for example, “order: 1”."),
  ])
  func `names the mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse(["content/note.md": "---\n\(mistake.text)\n---\nText\n"])
    #expect(try course.complaints() == mistake.complaints.map { "content/note.md:" + $0 })
  }

  @Test func `counts the lines of a file without front matter marks from its beginning`() throws {
    let course = try TemporaryCourse(["content/course.yml": "format: 1\ntitle: A: B\n"])
    #expect(
      try course.complaints() == [
        "content/course.yml:2:9: error: There is a second “:” in this line. > "
          + "Put a value that contains “: ” in quotes."
      ])
  }
}
