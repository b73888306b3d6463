import CourseModel
import Foundation
import Testing

@testable import CourseLoader

/// A note that is saved again and again is read alone, and judged as in a load of everything.
struct ReloadingTests {
  private let course: TemporaryCourse
  private let file = "content/note.md"
  private let sound = "for i in 1 2; do echo \"$i\"; done"
  private let unsound = "for i in 1 2; do echo \"$i\""

  init() throws { course = try TemporaryCourse() }

  @Test func `a mistake in shell text is found at every save`() throws {
    var shelf = try shelf(shell: unsound, words: "First.")
    for words in ["Second.", "Third."] {
      try write(shell: unsound, words: words)
      let notes = try #require(try reload(shelf))
      #expect(notes.flatMap(\.diagnostics) == (try course.load().diagnostics))
      #expect(notes.flatMap(\.diagnostics).map(\.rule) == [.invalidShell])
      shelf.update(with: notes)
    }
  }

  @Test func `shell text that becomes wrong, and right again, takes a load of everything`() throws {
    var shelf = try shelf(shell: sound, words: "First.")
    try write(shell: sound, words: "Second.")
    shelf.update(with: try #require(try reload(shelf)))
    try write(shell: unsound, words: "Second.")
    #expect(try reload(shelf)?.count == nil)
    shelf = try course.load().shelf
    try write(shell: sound, words: "Second.")
    #expect(try reload(shelf)?.count == nil)
  }

  private func shelf(shell: String, words: String) throws -> NoteShelf {
    try write(shell: shell, words: words)
    return try course.load().shelf.withoutTexts
  }

  private func reload(_ shelf: NoteShelf) throws -> [LoadedNote]? {
    try CourseLoader(root: course.folder.path()).reload([file], since: shelf)
  }

  private func write(shell: String, words: String) throws {
    try course.write([file: "# Note\n\n\(words)\n\n```sh\n\(shell)\n```\n"])
  }
}
