/// What a byte of UTF-8 is to a word.
enum LetterKind: UInt8 {
  case separator, lower, upper, digit, joiner, other

  init(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: "@"):
      self = .joiner
    case 0x80...: self = .other
    default: self = .separator
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A separator behind the end.
  func kind(at position: Int) -> LetterKind {
    position < count ? LetterKind(self[position]) : .separator
  }

  /// The word at `position` if it is only letters of ASCII, of which at most the first is a capital,
  /// and nothing is joined to it. Nearly all words are like that. `letters` gets it in lower case,
  /// and up to seven more bytes.
  func plainWord(
    at position: Int, _ kind: LetterKind, letters: UnsafeMutableRawBufferPointer
  ) -> (length: Int, hash: TermHash)? {
    guard kind == .lower || kind == .upper else { return nil }
    var hash = TermHash()
    var length = 0
    var word = self.word(at: position) | 0x20
    while true {
      let others = ~word.marks(from: UInt8(ascii: "a")) | word.marks(from: UInt8(ascii: "z") + 1)
      let count = (others & .all(0x80)).bytesBeforeMark
      letters.storeBytes(of: word.littleEndian, toByteOffset: length, as: UInt64.self)
      length += count
      if count < 8 {
        if count > 0 { hash.add(word.first(count)) }
        break
      }
      hash.add(word)
      word = self.word(at: position + length)
    }
    switch self.kind(at: position + length) {
    case .separator: return (length, hash)
    case .joiner:
      let next = self.kind(at: position + length + 1)
      return next == .separator || next == .joiner ? (length, hash) : nil
    default: return nil
    }
  }

  /// The s of “ARNs”.
  func isPlural(at position: Int) -> Bool {
    guard self[position] == UInt8(ascii: "s") else { return false }
    let next = kind(at: position + 1)
    return next != .lower && next != .upper
  }

  /// Bytes that are no UTF-8 are U+FFFD, one by one.
  func scalar(at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[position]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard position + length <= count else { return ("\u{FFFD}", 1) }
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
    for byte in self[(position + 1)..<(position + length)] {
      guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
  }
}
