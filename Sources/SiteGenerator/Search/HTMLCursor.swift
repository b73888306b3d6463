/// Reads HTML that this generator wrote, front to back.
struct HTMLCursor {
  struct Tag {
    let name: TagName
    let isEnd: Bool

    /// Between the name and the `>`.
    let attributes: Range<Int>
  }

  enum Attribute: String {
    case id
    case `class`
    case alternative = "alt"
  }

  private let html: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ html: UnsafeBufferPointer<UInt8>) { self.html = html }

  /// Appends the text before the next tag to `text`, white space as one space, and returns the tag;
  /// `nil` at the end.
  mutating func tag(afterTextInto text: inout [UInt8]) -> Tag? {
    var start = position
    while position < html.count {
      let byte = html[position]
      if byte > 0x3C || (byte > 0x20 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")) {
        position += 1
        continue
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<position]))
      if byte == UInt8(ascii: "<") { return readTag() }
      if byte == UInt8(ascii: "&") {
        appendReference(to: &text)
      } else {
        if let last = text.last, last != UInt8(ascii: " ") { text.append(UInt8(ascii: " ")) }
        position += 1
      }
      start = position
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<position]))
    return nil
  }

  /// Goes on behind the next `</name>`.
  mutating func skip(to name: TagName) {
    var ignored: [UInt8] = []
    while let tag = tag(afterTextInto: &ignored) {
      if tag.isEnd, tag.name == name { return }
    }
  }

  /// Empty when the tag has no such attribute.
  func attribute(_ attribute: Attribute, of tag: Tag) -> [UInt8] {
    let wanted = attribute.rawValue.utf8
    var index = tag.attributes.lowerBound
    while index < tag.attributes.upperBound {
      let nameStart = index
      while index < tag.attributes.upperBound, html[index] > 0x20, html[index] != Self.equals {
        index += 1
      }
      let name = html[nameStart..<index]
      guard index + 1 < tag.attributes.upperBound, html[index] == Self.equals,
        html[index + 1] == Self.quote
      else {
        index += 1
        continue
      }
      let start = index + 2
      index = start
      while index < tag.attributes.upperBound, html[index] != Self.quote { index += 1 }
      if name.elementsEqual(wanted) { return decoded(html[start..<index]) }
      index += 1
    }
    return []
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
    while position < html.count, html[position] != UInt8(ascii: ">") { position += 1 }
    defer { position = min(position + 1, html.count) }
    return Tag(name: name, isEnd: isEnd, attributes: attributes..<position)
  }

  private mutating func appendReference(to text: inout [UInt8]) {
    let window = html[position..<min(position + 12, html.count)]
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else {
      text.append(UInt8(ascii: "&"))
      position += 1
      return
    }
    if let byte = Self.byte(for: html[(position + 1)..<end]) {
      text.append(byte)
    } else {
      text.append(contentsOf: CharacterReference.decode(Array(html[position...end])[...]).utf8)
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
    var cursor = HTMLCursor(UnsafeBufferPointer(rebasing: value))
    var bytes: [UInt8] = []
    _ = cursor.tag(afterTextInto: &bytes)
    return bytes
  }

  private static let quote = UInt8(ascii: "\"")
  private static let equals = UInt8(ascii: "=")
}
