/// Words that are written as one, by hyphens, full stops and the like, or by capitals.
struct JoinedWords {
  /// Where each word is among the letters that ``read(_:from:letters:folding:)`` wrote.
  private(set) var parts: [Range<Int>] = []

  /// Ranges of ``parts``: all of it, and what stands between two of `/`, `:` and `@`.
  private(set) var groups: [Range<Int>] = []

  private var groupStart = 0
  private var count = 0
  private var partStart = 0
  private var capitals = 0
  private var previous = LetterKind.separator

  /// Reads from `position`, and leaves it behind the words; where it was, if there is none.
  ///
  /// - Parameter letters: Gets the words in lower case, without what joins them. Where that stood
  ///   between two digits there is a full stop, so that 80:80 is not 8080. Four times as large as
  ///   `text`, as folded letters may be longer.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, from position: inout Int,
    letters: UnsafeMutableBufferPointer<UInt8>, folding folded: inout FoldedLetters
  ) {
    begin()
    while position < text.count {
      let byte = text[position]
      let kind = LetterKind(byte)
      switch kind {
      case .lower, .digit:
        if kind == .lower, capitals > 1, !text.isPlural(at: position) {
          endPart(at: count - 1)
        }
        letters[count] = byte
        count += 1
        capitals = 0
      case .upper:
        let isNext =
          previous == .lower || (previous == .digit && text.kind(at: position + 1) == .lower)
        if isNext { endPart(at: count) }
        letters[count] = byte | 0x20
        count += 1
        capitals += 1
      case .joiner:
        guard previous != .separator, isWord(text, at: position + 1, &folded) else {
          return finish()
        }
        join(byte)
        if previous == .digit, text.kind(at: position + 1) == .digit {
          letters[count] = UInt8(ascii: ".")
          count += 1
          partStart = count
        }
      case .other:
        let next = text.scalar(at: position)
        guard case .letter(let bytes) = folded.letter(next.scalar) else {
          return finish()
        }
        for byte in bytes {
          letters[count] = byte
          count += 1
        }
        capitals = 0
        position += next.length - 1
      case .separator:
        return finish()
      }
      previous = kind
      position += 1
    }
    finish()
  }

  private mutating func begin() {
    parts.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    groupStart = 0
    count = 0
    partStart = 0
    capitals = 0
    previous = .separator
  }

  private mutating func endPart(at end: Int) {
    if end > partStart { parts.append(partStart..<end) }
    partStart = end
  }

  private mutating func endGroup() {
    groups.append(groupStart..<parts.count)
    groupStart = parts.count
  }

  private mutating func finish() {
    endPart(at: count)
    if groupStart > 0 { endGroup() }
    groups.append(0..<parts.count)
  }

  private mutating func join(_ joiner: UInt8) {
    endPart(at: count)
    capitals = 0
    if joiner != UInt8(ascii: "-"), joiner != UInt8(ascii: "_"), joiner != UInt8(ascii: ".") {
      endGroup()
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
