import CourseLoader
import CourseModel
import Foundation
import Testing

struct SourceExcerptTests {
  private func excerpt(
    _ text: String, line: Int?, column: Int?, file: String = "content/note.md"
  ) throws -> SourceExcerpt? {
    let course = try TemporaryCourse(["content/note.md": text])
    return withExtendedLifetime(course) {
      CourseLoader(root: course.folder.path())
        .excerpt(for: SourceLocation(file: file, line: line, column: column))
    }
  }

  @Test func `puts a caret below the column`() throws {
    #expect(
      try excerpt("a\ntitel: Costs\n", line: 2, column: 3)?.description
        == """
        2 | titel: Costs
          |   ^
        """)
  }

  @Test func `shows the line alone when there is no column`() throws {
    #expect(try excerpt("a\nb", line: 2, column: nil)?.description == "2 | b")
  }

  @Test func `points behind the end of a line`() throws {
    #expect(try excerpt("ab\n", line: 1, column: 3)?.description == "1 | ab\n  |   ^")
    #expect(try excerpt("ab\n", line: 1, column: 99)?.description == "1 | ab\n  |   ^")
  }

  @Test func `counts lines as the loader does`() throws {
    #expect(try excerpt("\u{FEFF}a\r\nb\rc\n", line: 3, column: 1)?.text == "c")
    #expect(try excerpt("\u{FEFF}a\r\nb\rc\n", line: 1, column: 1)?.text == "a")
  }

  @Test func `shows nothing that a terminal would obey`() throws {
    #expect(try excerpt("\ta\u{1B}[31mb", line: 1, column: 2)?.text == " a\u{FFFD}[31mb")
  }

  @Test func `cuts a long line around the column`() throws {
    let long = String(repeating: "a", count: 300) + "X" + String(repeating: "b", count: 300)
    let excerpt = try #require(try excerpt(long, line: 1, column: 301))
    #expect(excerpt.text.count == 102)
    #expect(excerpt.text.hasPrefix("…a") && excerpt.text.hasSuffix("b…"))
    #expect(excerpt.caret.map { Array(excerpt.text)[$0] } == "X")
  }

  @Test func `counts the columns that a terminal shows`() throws {
    #expect(try excerpt("日本 🚀 ü [x]", line: 1, column: 8)?.caret == 10)
  }

  @Test func `shows bytes that are no text as such`() throws {
    let course = try TemporaryCourse()
    try course.write([0x61, 0xE9, 0x62], to: "content/note.md")
    let excerpt = withExtendedLifetime(course) {
      CourseLoader(root: course.folder.path())
        .excerpt(for: SourceLocation(file: "content/note.md", line: 1, column: 2))
    }
    #expect(excerpt?.description == "1 | a\u{FFFD}b\n  |  ^")
  }

  @Test func `has nothing to show of a place that is not there`() throws {
    #expect(try excerpt("a", line: nil, column: nil) == nil)
    #expect(try excerpt("a", line: 2, column: 1) == nil)
    #expect(try excerpt("a", line: 0, column: 1) == nil)
    #expect(try excerpt("a", line: 1, column: 1, file: "content/other.md") == nil)
    #expect(try excerpt("a", line: 1, column: 1, file: "../../etc/passwd") == nil)
  }
}
