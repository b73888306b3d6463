/// What a reader sees of a page's final HTML, in order: text without markup, cut into sections.
///
/// White space is one space. What is only there to be clicked (anchors of headings, footnote marks)
/// is left out, and the text of pictures is in.
struct SearchText {
  /// A heading that can be linked to, and the text below it; the first one has no heading.
  struct Section {
    /// The heading's id; empty for the page's top.
    var id: [UInt8] = []

    /// Both are ranges of ``SearchText/bytes``.
    var heading = 0..<0
    var text = 0..<0
  }

  private(set) var bytes: [UInt8] = []
  private(set) var sections = [Section()]

  /// `lead` stands above the HTML on the page, and is read first.
  init(lead: String = "", html: UnsafeBufferPointer<UInt8>) {
    bytes.reserveCapacity(html.count + lead.utf8.count + 1)
    bytes.append(contentsOf: lead.utf8)
    separate()
    let (anchor, image, span, inline) = (
      TagName.anchor, TagName.image, TagName.span, TagName.inline
    )
    var cursor = HTMLCursor(html)
    while let tag = cursor.tag(afterTextInto: &bytes) {
      if tag.name == span { continue }
      if tag.name == anchor {
        if !tag.isEnd, Self.clicked.contains(cursor.attribute(.class, of: tag)) {
          cursor.skip(to: anchor)
        }
      } else if tag.name.isHeading {
        separate()
        if tag.isEnd { endHeading() } else { beginHeading(id: cursor.attribute(.id, of: tag)) }
      } else if !inline.contains(tag.name) {
        separate()
        if tag.name == image {
          bytes.append(contentsOf: cursor.attribute(.alternative, of: tag))
          separate()
        }
      }
    }
    endText()
  }

  /// A heading without an id is text like any other.
  private mutating func beginHeading(id: [UInt8]) {
    guard !id.isEmpty else { return }
    endText()
    let here = bytes.count..<bytes.count
    sections.append(Section(id: id, heading: here, text: here))
  }

  private mutating func endHeading() {
    let last = sections.count - 1
    guard last > 0, sections[last].heading.isEmpty else { return }
    sections[last].heading = sections[last].heading.lowerBound..<bytes.count
    sections[last].text = bytes.count..<bytes.count
  }

  private mutating func endText() {
    let last = sections.count - 1
    sections[last].text = sections[last].text.lowerBound..<bytes.count
  }

  private mutating func separate() {
    if let last = bytes.last, last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
  }

  private static let clicked = ["anchor", "back", "footnote"].map { Array($0.utf8) }
}
