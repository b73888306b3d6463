/// HTML as bytes, written front to back.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Markup of ours, as it is.
  mutating func markup(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Markup that was written before, as it is.
  mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }
  mutating func raw(_ html: some Sequence<UInt8>) { bytes.append(contentsOf: html) }
  mutating func byte(_ byte: UInt8) { bytes.append(byte) }
  mutating func truncate(to count: Int) { bytes.removeSubrange(count...) }
  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Text for the page or for a quoted attribute: `&`, `<`, `>` and `"` are escaped.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      let escaped: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): escaped = "&amp;"
      case UInt8(ascii: "<"): escaped = "&lt;"
      case UInt8(ascii: ">"): escaped = "&gt;"
      case UInt8(ascii: "\""): escaped = "&quot;"
      default:
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      markup(escaped)
      index += 1
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
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
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        switch byte {
        case UInt8(ascii: "&"): markup("&amp;")
        case UInt8(ascii: "'"): markup("&#x27;")
        default:
          bytes.append(UInt8(ascii: "%"))
          bytes.append(Self.digit(byte >> 4))
          bytes.append(Self.digit(byte & 15))
        }
        index += 1
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
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

extension String {
  /// As text of a page, or of an attribute that a template quotes in either way.
  var htmlEscaped: String {
    var writer = HTMLWriter()
    writer.text(self)
    let escaped = String(decoding: writer.bytes, as: UTF8.self)
    return escaped.utf8.contains(UInt8(ascii: "'"))
      ? escaped.replacing("'", with: "&#39;") : escaped
  }
}
