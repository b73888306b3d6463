/// One page that somebody wrote: front matter, then GitHub-flavoured Markdown.
///
/// A class because notes go through many hands, and a copy of all this costs each of them.
public final class Note: Sendable, Hashable, Identifiable {
  /// The file, relative to the course's root: `content/week6/costs.md`.
  public let file: String

  /// The page's address without its ending, relative to the site's root: `week6/costs`. Its parts
  /// are slugs, made of the names of folders and file; that of a section's `index.md` ends in
  /// `index`: `week6/index`, and `index` for `content/index.md`.
  public let path: String

  public let title: String
  public let description: String

  /// Notes with an order come first in their section, smallest first; the rest follow by title.
  public let order: Int?
  public let tags: [String]

  /// Older addresses that lead here.
  public let aliases: [Alias]

  /// A draft is previewed and never published.
  public let isDraft: Bool

  /// Whether the site's search finds it.
  public let isSearched: Bool

  /// `YYYY-MM-DD`.
  public let date: String?

  /// `YYYY-MM-DD`.
  public let updated: String?

  /// Its text is empty in a note that a loader kept from an earlier load.
  public let body: Markdown

  /// Of the file's bytes: other bytes have another version. 0 when there is no file.
  public let version: UInt64

  public var id: String { file }

  public init(
    file: String, path: String, title: String, description: String = "", order: Int? = nil,
    tags: [String] = [], aliases: [Alias] = [], isDraft: Bool = false, isSearched: Bool = true,
    date: String? = nil, updated: String? = nil, body: Markdown, version: UInt64 = 0
  ) {
    self.file = file
    self.path = path
    self.title = title
    self.description = description
    self.order = order
    self.tags = tags
    self.aliases = aliases
    self.isDraft = isDraft
    self.isSearched = isSearched
    self.date = date
    self.updated = updated
    self.body = body
    self.version = version
  }

  public static func == (one: Note, other: Note) -> Bool {
    one === other
      || one.file == other.file && one.path == other.path && one.title == other.title
        && one.description == other.description && one.order == other.order
        && one.tags == other.tags && one.aliases == other.aliases
        && one.isDraft == other.isDraft && one.isSearched == other.isSearched
        && one.date == other.date
        && one.updated == other.updated && one.body == other.body && one.version == other.version
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(version)
  }

  /// The same note with another text.
  public func with(body: Markdown, version: UInt64? = nil) -> Note {
    Note(
      file: file, path: path, title: title, description: description, order: order, tags: tags,
      aliases: aliases, isDraft: isDraft, isSearched: isSearched, date: date, updated: updated,
      body: body,
      version: version ?? self.version)
  }
}

/// An older address of a note.
public struct Alias: Sendable, Hashable {
  /// Relative to the site's root, without its ending: `week5/costs`.
  public let address: String

  /// Where the note gives it.
  public let location: SourceLocation

  public init(address: String, location: SourceLocation) {
    self.address = address
    self.location = location
  }
}
