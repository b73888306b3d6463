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
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x40, Self.special[Int(byte)] else { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      default: markup("&quot;")
      }
      start = index + 1
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
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "'"): markup("&#x27;")
      case _ where byte < 0x80 && Self.addressable[Int(byte)]: bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
  private static let special: [Bool] = (UInt8(0)..<0x40).map { Array("&<>\"".utf8).contains($0) }
  private static let addressable: [Bool] = (UInt8(0)..<0x80).map { byte in
    let character = Character(UnicodeScalar(byte))
    return character.isLetter || character.isNumber || "-_.+!*(),%#@?=;:/,$~".contains(character)
  }
}

extension String {
  /// As text of a page or of a quoted attribute.
  var htmlEscaped: String {
    var writer = HTMLWriter()
    writer.text(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
