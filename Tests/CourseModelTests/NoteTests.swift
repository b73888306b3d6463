import CourseModel
import Testing

struct NoteTests {
  @Test func `notes are the same when all that they say is`() {
    let alias = Alias(address: "old", location: SourceLocation(file: "a.md", line: 2))
    let note = Note(file: "a.md", path: "a", title: "A", body: Markdown("Text."))
    let others = [
      Note(file: "b.md", path: "a", title: "A", body: Markdown("Text.")),
      Note(file: "a.md", path: "b", title: "A", body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "B", body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", description: "B", body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", order: 1, body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", tags: ["b"], body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", aliases: [alias], body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", isDraft: true, body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", date: "2026-11-28", body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", updated: "2026-11-28", body: Markdown("Text.")),
      Note(file: "a.md", path: "a", title: "A", body: Markdown("Other.")),
      Note(file: "a.md", path: "a", title: "A", body: Markdown("Text."), version: 1),
    ]
    #expect(note == Note(file: "a.md", path: "a", title: "A", body: Markdown("Text.")))
    for other in others { #expect(note != other, "\(other.file) \(other.title)") }
    #expect(Set(others + [note] + others).count == others.count + 1)
  }
}
