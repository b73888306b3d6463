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
    text.withUTF8 { self.text($0[...]) }
  }

  /// A string with its quotes.
  mutating func text(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(Self.quote)
    var start = text.startIndex
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == Self.quote || byte == Self.backslash else { continue }
      bytes.append(contentsOf: text[start..<index])
      start = index + 1
      // A control character means nothing in a text that is read.
      bytes.append(contentsOf: byte < 0x20 ? [0x20] : [Self.backslash, byte])
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(Self.quote)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
}
