/// Words that are written as one, by hyphens, full stops and the like, or by capitals.
struct JoinedWords {
  /// Lowercase, and without what joins the words; where it stood between two digits there is a
  /// full stop, so that 80:80 is not 8080.
  private(set) var letters: [UInt8] = []

  /// Where in ``letters`` each word is.
  private(set) var parts: [Range<Int>] = []

  /// Ranges of ``parts``: what stands between two of `/`, `:` and `@`.
  var groups: [Range<Int>] { zip(starts, starts.dropFirst() + [parts.count]).map { $0..<$1 } }

  private var starts: [Int] = []
  private var partStart = 0
  private var capitals = 0
  private var previous = LetterKind.separator

  /// Reads from `position`, and leaves it behind the words; where it was, if there is none.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, from position: inout Int,
    folding folded: inout FoldedLetters
  ) {
    begin()
    while position < text.count {
      let byte = text[position]
      let kind = LetterKind.of[Int(byte)]
      switch kind {
      case .lower, .digit:
        if kind == .lower, capitals > 1, !text.isPlural(at: position) {
          endPart(at: letters.count - 1)
        }
        letters.append(byte)
        capitals = 0
      case .upper:
        let isNext = previous == .lower || (previous == .digit && text.kind(at: position + 1) == .lower)
        if isNext { endPart(at: letters.count) }
        letters.append(byte | 0x20)
        capitals += 1
      case .joiner:
        guard previous != .separator, isWord(text, at: position + 1, &folded) else {
          return endPart(at: letters.count)
        }
        join(byte, isInNumber: previous == .digit && text.kind(at: position + 1) == .digit)
      case .other:
        let next = text.scalar(at: position)
        guard case .letter(let bytes) = folded.letter(next.scalar) else {
          return endPart(at: letters.count)
        }
        letters.append(contentsOf: bytes)
        capitals = 0
        position += next.length - 1
      case .separator:
        return endPart(at: letters.count)
      }
      previous = kind
      position += 1
    }
    endPart(at: letters.count)
  }

  private mutating func begin() {
    letters.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    partStart = 0
    capitals = 0
    previous = .separator
  }

  private mutating func endPart(at end: Int) {
    if end > partStart { parts.append(partStart..<end) }
    partStart = end
  }

  private mutating func join(_ joiner: UInt8, isInNumber: Bool) {
    endPart(at: letters.count)
    capitals = 0
    if joiner != UInt8(ascii: "-"), joiner != UInt8(ascii: "_"), joiner != UInt8(ascii: ".") {
      starts.append(parts.count)
    }
    if isInNumber {
      letters.append(UInt8(ascii: "."))
      partStart = letters.count
    }
  }

  private func isWord(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, _ folded: inout FoldedLetters
  ) -> Bool {
    switch text.kind(at: position) {
    case .lower, .upper, .digit: return true
    case .separator, .joiner: return false
    case .other:
      if case .letter = folded.letter(text.scalar(at: position).scalar) { return true }
      return false
    }
  }
}

/// What a byte of UTF-8 is to a word.
enum LetterKind: UInt8 {
  case separator, lower, upper, digit, joiner, other

  static let of: [LetterKind] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: "@"):
      .joiner
    case 0x80...: .other
    default: .separator
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A separator behind the end.
  func kind(at position: Int) -> LetterKind {
    position < count ? LetterKind.of[Int(self[position])] : .separator
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
