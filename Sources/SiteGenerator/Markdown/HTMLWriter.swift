/// HTML as bytes, written front to back.
struct HTMLWriter {
  /// Written up to ``count``; what is behind that is room. Much of HTML is small pieces, for which an
  /// array's own appending takes longer than the copying.
  private var memory: [UInt8]
  private(set) var count = 0

  init(capacity: Int = 0) { memory = [UInt8](repeating: 0, count: capacity) }

  /// A copy of all that is written.
  var bytes: [UInt8] { Array(memory[..<count]) }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    let start = count
    count += bytes.count
    if count > memory.count {
      memory += repeatElement(0, count: max(count, 256))
    }
    memory.withUnsafeMutableBytes { memory in
      memory.baseAddress?.advanced(by: start).copyMemory(from: source, byteCount: bytes.count)
    }
  }

  /// Markup of ours, as it is.
  mutating func markup(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Markup that was written before, as it is.
  mutating func raw(_ html: String) {
    var html = html
    html.withUTF8 { append($0) }
  }

  mutating func raw(_ html: some Collection<UInt8>) {
    if html.withContiguousStorageIfAvailable({ append($0) }) == nil {
      for byte in html { self.byte(byte) }
    }
  }

  mutating func byte(_ byte: UInt8) {
    withUnsafePointer(to: byte) { append(UnsafeBufferPointer(start: $0, count: 1)) }
  }

  mutating func truncate(to count: Int) { self.count = min(count, self.count) }
  mutating func number(_ number: Int) { raw(String(number)) }

  /// Text for the page or for a quoted attribute: `&`, `<`, `>` and `"` are escaped.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let end = text.plainEnd(from: start)
      append(UnsafeBufferPointer(rebasing: text[start..<end]))
      guard end < text.count else { return }
      switch text[end] {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      default: markup("&quot;")
      }
      start = end + 1
    }
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  /// An address for a quoted attribute: what may not stand in one is percent-encoded, and what was
  /// encoded stays so.
  mutating func address(_ address: String) {
    var address = address
    address.withUTF8 { text in
      var start = 0
      var index = 0
      while index < text.count {
        let byte = text[index]
        if Self.isAddressable(byte) {
          index += 1
          continue
        }
        append(UnsafeBufferPointer(rebasing: text[start..<index]))
        switch byte {
        case UInt8(ascii: "&"): markup("&amp;")
        case UInt8(ascii: "'"): markup("&#x27;")
        default:
          self.byte(UInt8(ascii: "%"))
          self.byte(Self.digit(byte >> 4))
          self.byte(Self.digit(byte & 15))
        }
        index += 1
        start = index
      }
      append(UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// Letters, digits and `-_.+!*(),%#@?=;:/,$~`.
  private static func isAddressable(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x40...0x5A, 0x28...0x3B, 0x23...0x25, 0x21, 0x3D, 0x3F, 0x5F, 0x7E: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the next of `&`, `<`, `>` and `"` is, or the end.
  fileprivate func plainEnd(from start: Int) -> Int {
    var index = start
    while index < count {
      let word = word(at: index)
      let marks =
        word.marks(of: UInt8(ascii: "&")) | word.marks(of: UInt8(ascii: "<"))
        | word.marks(of: UInt8(ascii: ">")) | word.marks(of: UInt8(ascii: "\""))
      if marks != 0 { return index + marks.bytesBeforeMark }
      index += 8
    }
    return count
  }
}

extension String {
  /// As text of a page, or of an attribute that a template quotes in either way.
  var htmlEscaped: String {
    var text = self
    let isPlain = text.withUTF8 { bytes in
      bytes.plainEnd(from: 0) == bytes.count && bytes.place(of: UInt8(ascii: "'"), from: 0) == nil
    }
    if isPlain { return text }
    var writer = HTMLWriter()
    writer.text(text)
    let escaped = String(decoding: writer.bytes, as: UTF8.self)
    return escaped.utf8.contains(UInt8(ascii: "'"))
      ? escaped.replacing("'", with: "&#39;") : escaped
  }
}
