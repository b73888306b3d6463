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

  let bytes: [UInt8]
  let sections: [Section]

  /// `lead` stands above the HTML on the page, and is read first.
  init(lead: String = "", html: UnsafeBufferPointer<UInt8>) {
    var outline = SearchOutline()
    bytes = TextBuffer.bytes(capacity: lead.utf8.count + html.count + 2) { text in
      for byte in lead.utf8 { text.append(byte) }
      text.separate()
      outline.read(html, into: &text)
    }
    sections = outline.sections
  }
}

/// Where the sections of a text are, as they are found.
private struct SearchOutline {
  private(set) var sections = [SearchText.Section()]

  mutating func read(_ html: UnsafeBufferPointer<UInt8>, into text: inout TextBuffer) {
    let (anchor, image, span, inline) = (
      TagName.anchor, TagName.image, TagName.span, TagName.inline
    )
    var cursor = HTMLCursor(html)
    while let tag = cursor.tag(afterTextInto: &text) {
      if tag.name == span { continue }
      if tag.name == anchor {
        if !tag.isEnd, cursor.has(.class, among: Self.clicked, of: tag) {
          cursor.skip(to: anchor, in: &text)
        }
      } else if tag.name.isHeading {
        text.separate()
        if tag.isEnd {
          endHeading(at: text.count)
        } else {
          beginHeading(at: text.count, id: cursor.attribute(.id, of: tag))
        }
      } else if !inline.contains(tag.name) {
        text.separate()
        if tag.name == image {
          for byte in cursor.attribute(.alternative, of: tag) { text.append(byte) }
          text.separate()
        }
      }
    }
    endText(at: text.count)
  }

  /// A heading without an id is text like any other.
  private mutating func beginHeading(at place: Int, id: [UInt8]) {
    guard !id.isEmpty else { return }
    endText(at: place)
    sections.append(SearchText.Section(id: id, heading: place..<place, text: place..<place))
  }

  private mutating func endHeading(at place: Int) {
    let last = sections.count - 1
    guard last > 0, sections[last].heading.isEmpty else { return }
    sections[last].heading = sections[last].heading.lowerBound..<place
    sections[last].text = place..<place
  }

  private mutating func endText(at place: Int) {
    let last = sections.count - 1
    sections[last].text = sections[last].text.lowerBound..<place
  }

  private static let clicked: [StaticString] = ["anchor", "back", "footnote"]
}
