/// Reads pages for the search index, one after the other. Each worker has one of its own.
struct SearchReader: ~Copyable {
  /// What stands around the page's HTML.
  struct Heading {
    /// Relative to the site's root.
    let address: String
    let title: String

    /// What the page is a part of; empty for a page that stands alone.
    var group = ""

    /// The sentence below the title.
    var lead = ""

    /// A page that is not is in the index with no word.
    var isSearched = true
  }

  private var scanner: TermScanner

  /// `language` is the course's, as in `<html lang>`.
  init(language: String) { scanner = TermScanner(language: language) }

  /// What the index takes from the page, and the file that results of the search are shown from.
  /// Both depend on nothing but the arguments.
  mutating func read(
    _ heading: Heading, html: [UInt8]
  ) -> (document: SearchDocument, file: [UInt8]) {
    guard heading.isSearched else {
      let nothing = SearchText(html: UnsafeBufferPointer(start: nil, count: 0))
      return (scanner.takeDocument(), SearchPageFile.bytes(heading, nothing))
    }
    let text = html.withUnsafeBufferPointer { SearchText(lead: heading.lead, html: $0) }
    var (title, group) = (heading.title, heading.group)
    title.withUTF8 { scanner.scan($0, as: .title) }
    group.withUTF8 { scanner.scan($0, as: .group) }
    text.bytes.withUnsafeBufferPointer { bytes in
      for section in text.sections {
        scanner.scan(UnsafeBufferPointer(rebasing: bytes[section.heading]), as: .heading)
        scanner.scan(UnsafeBufferPointer(rebasing: bytes[section.text]), as: .text)
      }
    }
    return (scanner.takeDocument(), SearchPageFile.bytes(heading, text))
  }
}
