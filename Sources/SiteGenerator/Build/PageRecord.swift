import CourseModel
import Incremental

/// What is known of a published page: what it was made of, and what others need to know of it.
///
/// As long as what it was made of stays the same, the page is not rendered again.
final class PageRecord: Sendable {
  /// Of the text, or of what takes its place on the page of a lab or a list.
  let source: Fingerprint

  /// Of all that is around the text: titles, neighbours, navigation.
  let frame: Fingerprint

  /// What the page says of itself in one sentence or two.
  let description: String

  /// Files of the course that the page shows or links to.
  let files: [String]
  let diagnostics: [Diagnostic]

  /// How long the page is, as in ``SearchDocument``.
  private let length: UInt8

  /// The page's ``Details``, and the terms that the search index takes from it: most builds need those
  /// of a few pages only.
  let seldom: Piece

  /// What a page has to do with other pages.
  struct Details {
    /// Each path of the course that the page asked for.
    var lookups: Set<Fingerprint> = []

    /// Every id on the page, and every link to an id of any page.
    var anchors: Set<Fingerprint> = []
    var links: [Link] = []
  }

  struct Link: Hashable {
    /// Of the page's address.
    let page: Fingerprint
    let fragment: Fingerprint
  }

  init(
    source: Fingerprint, frame: Fingerprint, description: String, files: [String],
    diagnostics: [Diagnostic], details: Details, document: SearchDocument
  ) {
    self.source = source
    self.frame = frame
    self.description = description
    self.files = files
    self.diagnostics = diagnostics
    length = document.length
    var record = RecordWriter(capacity: document.terms.count + 1024)
    record.write(document.terms)
    for fingerprints in [details.lookups, details.anchors] {
      record.write(fingerprints) { $0.write($1) }
    }
    record.write(details.links) {
      $0.write($1.page)
      $0.write($1.fragment)
    }
    seldom = Piece(record.bytes[...])
  }

  init(from record: inout RecordReader) throws {
    source = try record.fingerprint()
    frame = try record.fingerprint()
    description = try record.text()
    files = try record.list { try $0.text() }
    diagnostics = try record.list { try $0.diagnostic() }
    length = UInt8(truncatingIfNeeded: try record.integer())
    seldom = try record.piece()
  }

  private init(_ other: PageRecord, seldom: Piece) {
    source = other.source
    frame = other.frame
    description = other.description
    files = other.files
    diagnostics = other.diagnostics
    length = other.length
    self.seldom = seldom
  }

  func with(_ seldom: Piece) -> PageRecord { PageRecord(self, seldom: seldom) }

  /// Throws `RecordReader.Damaged` when they are kept in a pack, and are not there.
  func details() throws -> Details {
    var record = RecordReader(try seldom.bytes())
    _ = try record.slice()
    var details = Details()
    details.lookups = Set(try record.list { try $0.fingerprint() })
    details.anchors = Set(try record.list { try $0.fingerprint() })
    details.links = try record.list {
      Link(page: try $0.fingerprint(), fragment: try $0.fingerprint())
    }
    return details
  }

  /// Throws as ``details()`` does.
  func document() throws -> SearchDocument {
    var record = RecordReader(try seldom.bytes())
    return SearchDocument(terms: try record.slice(), length: length)
  }

  /// The ``document()`` without its terms.
  var outlineOfDocument: SearchDocument { SearchDocument(terms: [], length: length) }
}

extension PageRecord {
  func write(to record: inout RecordWriter) {
    record.write(source)
    record.write(frame)
    record.write(description)
    record.write(files) { $0.write($1) }
    record.write(diagnostics) { $0.write($1) }
    record.write(Int(length))
    record.write(seldom)
  }
}
