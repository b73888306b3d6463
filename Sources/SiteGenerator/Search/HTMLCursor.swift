/// Reads HTML that this generator wrote, front to back.
struct HTMLCursor {
  struct Tag {
    let name: TagName
    let isEnd: Bool

    /// Between the name and the `>`.
    let attributes: Range<Int>
  }

  enum Attribute {
    case id, `class`, alternative

    fileprivate var name: StaticString {
      switch self {
      case .id: "id="
      case .class: "class="
      case .alternative: "alt="
      }
    }
  }

  private let html: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ html: UnsafeBufferPointer<UInt8>) { self.html = html }

  /// Appends the text before the next tag to `text`, white space as one space, and returns the tag;
  /// `nil` at the end. Never more bytes than there are in the HTML.
  mutating func tag(afterTextInto text: inout TextBuffer) -> Tag? {
    while position < html.count {
      let start = position
      let length = html.plainLength(from: start)
      text.append(UnsafeBufferPointer(rebasing: html[start..<(start + length)]))
      position = start + length
      guard position < html.count else { return nil }
      switch html[position] {
      case UInt8(ascii: "<"): return readTag()
      case UInt8(ascii: "&"): appendReference(to: &text)
      default:
        text.separate()
        position += 1
      }
    }
    return nil
  }

  /// Goes on behind the next `</name>`.
  mutating func skip(to name: TagName, in text: inout TextBuffer) {
    let count = text.count
    while let tag = tag(afterTextInto: &text) {
      if tag.isEnd, tag.name == name { break }
    }
    text.count = count
  }

  /// Empty when the tag has no such attribute.
  func attribute(_ attribute: Attribute, of tag: Tag) -> [UInt8] {
    value(of: attribute, of: tag).map(decoded) ?? []
  }

  /// Whether the attribute has one of these values, none of which holds a reference.
  func has(_ attribute: Attribute, among values: [StaticString], of tag: Tag) -> Bool {
    guard let value = value(of: attribute, of: tag) else { return false }
    return values.contains {
      $0.utf8CodeUnitCount == value.count && html.has($0, at: value.startIndex)
    }
  }

  /// As it is written, between the quotes.
  private func value(
    of attribute: Attribute, of tag: Tag
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let end = tag.attributes.upperBound
    var index = tag.attributes.lowerBound
    while index < end {
      // A name, `="`, and a value without quotes: so this generator writes them.
      while index < end, html[index] <= 0x20 { index += 1 }
      let isWanted = html.has(attribute.name, at: index)
      guard let open = html.place(of: Self.quote, from: index, to: end),
        let close = html.place(of: Self.quote, from: open + 1, to: end)
      else { return nil }
      if isWanted { return html[(open + 1)..<close] }
      index = close + 1
    }
    return nil
  }

  /// A tag ends at the first `>`: this generator escapes those in attributes.
  private mutating func readTag() -> Tag {
    position += 1
    let isEnd = position < html.count && html[position] == UInt8(ascii: "/")
    if isEnd { position += 1 }
    var name = TagName()
    while position < html.count, html[position] > 0x2F, html[position] != UInt8(ascii: ">") {
      name.add(html[position])
      position += 1
    }
    let attributes = position
    position = html.place(of: UInt8(ascii: ">"), from: position) ?? html.count
    defer { position = min(position + 1, html.count) }
    return Tag(name: name, isEnd: isEnd, attributes: attributes..<position)
  }

  private mutating func appendReference(to text: inout TextBuffer) {
    let window = html[position..<min(position + 12, html.count)]
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else {
      text.append(UInt8(ascii: "&"))
      position += 1
      return
    }
    if let byte = Self.byte(for: html[(position + 1)..<end]) {
      text.append(byte)
    } else {
      for byte in CharacterReference.decode(Array(html[position...end])[...]).utf8 {
        text.append(byte)
      }
    }
    position = end + 1
  }

  /// What ``HTMLWriter`` escapes, without the cost of a string.
  private static func byte(for name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
    switch (name.count, name.first) {
    case (4, UInt8(ascii: "q")): UInt8(ascii: "\"")
    case (3, UInt8(ascii: "a")): UInt8(ascii: "&")
    case (2, UInt8(ascii: "l")): UInt8(ascii: "<")
    case (2, UInt8(ascii: "g")): UInt8(ascii: ">")
    default: nil
    }
  }

  private func decoded(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    TextBuffer.bytes(capacity: value.count) { text in
      var cursor = HTMLCursor(UnsafeBufferPointer(rebasing: value))
      _ = cursor.tag(afterTextInto: &text)
    }
  }

  private static let quote = UInt8(ascii: "\"")
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes from `start` on are text as it is: no tag, no reference, no white space but
  /// single spaces between words.
  fileprivate func plainLength(from start: Int) -> Int {
    var index = start
    guard index < count, self[index] > 0x20 else { return 0 }
    while index + 8 <= count {
      let word = word(at: index)
      let blanks = ~word.marks(from: 0x21) & .all(0x80)
      let ends =
        word.marks(of: UInt8(ascii: "<")) | word.marks(of: UInt8(ascii: "&"))
        | blanks & (~word.marks(from: 0x20) | blanks >> 8)
      if ends != 0 { return index + ends.bytesBeforeMark - start }
      // What follows a blank at the end belongs to the next look.
      index += blanks >> 63 == 0 ? 8 : 7
    }
    while index < count {
      let byte = self[index]
      if byte > 0x20 {
        if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") { break }
      } else {
        guard byte == 0x20, index + 1 < count, self[index + 1] > 0x20 else { break }
      }
      index &+= 1
    }
    return index - start
  }

  fileprivate func has(_ text: StaticString, at position: Int) -> Bool {
    guard position + text.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where self[position + offset] != text.utf8Start[offset] { return false }
    return true
  }
}
