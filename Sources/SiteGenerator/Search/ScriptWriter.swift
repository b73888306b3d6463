/// A script as bytes, written front to back. What it says is in strings between double quotes.
struct ScriptWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Code of ours, as it is.
  mutating func markup(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Bytes that are right between quotes already, or numbers.
  mutating func raw(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }
  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  /// A string with its quotes.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    while let end = text.firstToEscape(from: start) {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end + 1
      // A control character means nothing in a text that is read.
      if text[end] >= 0x20 { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(max(text[end], 0x20))
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(UInt8(ascii: "\""))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Looks at eight bytes at once, as nearly none has to be escaped.
  fileprivate func firstToEscape(from start: Int) -> Int? {
    let bytes = UnsafeRawBufferPointer(self)
    var index = start
    while index < count {
      if index + 8 <= count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if !Self.mayNeedEscape(word) {
          index &+= 8
          continue
        }
      }
      let byte = self[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      index &+= 1
    }
    return nil
  }

  /// In each byte: a subtraction sets the highest bit when the byte was smaller.
  private static func mayNeedEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let found =
      (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes
      | (backslashes &- ones) & ~backslashes
    return found & (ones &* 0x80) != 0
  }
}
