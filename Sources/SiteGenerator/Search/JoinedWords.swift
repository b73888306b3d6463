/// Words that are written as one, by hyphens, full stops and the like, or by capitals.
struct JoinedWords {
  /// Where each word is among the letters that ``read(_:from:letters:folding:)`` wrote.
  var parts: ArraySlice<Range<Int>> { allParts[..<partCount] }

  /// Ranges of ``parts``: all of it, and what stands between two of `/`, `:` and `@`.
  private(set) var groups: [Range<Int>] = []

  private var allParts: [Range<Int>] = []
  private var partCount = 0
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
    partCount = 0
    if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
    groupStart = 0
    count = 0
    partStart = 0
    capitals = 0
    previous = .separator
  }

  private mutating func endPart(at end: Int) {
    if end > partStart {
      if partCount == allParts.count { allParts.append(0..<0) }
      allParts[partCount] = partStart..<end
      partCount += 1
    }
    partStart = end
  }

  private mutating func endGroup() {
    groups.append(groupStart..<partCount)
    groupStart = partCount
  }

  private mutating func finish() {
    endPart(at: count)
    if groupStart > 0 { endGroup() }
    groups.append(0..<partCount)
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
