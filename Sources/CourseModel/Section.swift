/// A folder of notes: `content/week6/`. The notes beside `course.yml` form the section without a
/// folder.
public struct Section: Sendable, Hashable, Identifiable {
  /// The folder below `content/`, its parts as slugs with `/` between them; empty for `content/`
  /// itself.
  public let id: String
  public let title: String

  /// Sections with an order come first, smallest first; the rest follow by title.
  public let order: Int?

  /// The section's `index.md`, its opening page.
  public let index: Note?

  /// In reading order, without ``index``.
  public let notes: [Note]

  public init(id: String, title: String, order: Int? = nil, index: Note? = nil, notes: [Note] = [])
  {
    self.id = id
    self.title = title
    self.order = order
    self.index = index
    self.notes = notes
  }
}
