/// Keys, variables, options, and words that a mark stands before.
extension CodeLexer {
  /// The end of the key that a first word begins; `nil` when it is none.
  mutating func keyEnd(behind end: Int) -> Int? {
    guard !grammar.keyEnds.isEmpty else { return nil }
    guard grammar.keysHaveSpaces else {
      return isKeyMark(scanner.end(of: .blanks, from: end)) ? end : nil
    }
    var next = end
    defer { scanner.tokens.steps += next - end + 1 }
    while next < scanner.end, !Self.neverInKeys.contains(scanner.bytes[next]) {
      if isKeyMark(next) {
        while ByteSet.blanks.contains(scanner.bytes[next - 1]) { next -= 1 }
        return next
      }
      next += 1
    }
    return nil
  }

  private static let neverInKeys: ByteSet = "\n\"'#{}[],&*!|>%@`"

  /// `=`, or `:` where that ends a key; not `==`, `=>`, or the colon of an address.
  func isKeyMark(_ index: Int) -> Bool {
    let byte = scanner.byte(index)
    guard grammar.keyEnds.contains(byte) else { return false }
    let next = scanner.byte(index + 1)
    if byte == UInt8(ascii: "=") { return next != byte && next != UInt8(ascii: ">") }
    return !grammar.keysHaveSpaces || index + 1 >= scanner.end || " \t\n".utf8.contains(next)
  }

  mutating func sigil(_ byte: UInt8) -> Bool {
    for sigil in grammar.sigils where sigil.mark == byte {
      guard isFirstWord || !sigil.isFirstOnly, !ByteSet.words.contains(scanner.previous),
        scanner.previous != byte, ByteSet.wordStarts.contains(scanner.byte(scanner.at + 1))
      else { continue }
      let end = scanner.end(of: ByteSet.words.union(sigil.more), from: scanner.at + 1)
      scanner.add(sigil.kind, to: end)
      isFirstWord = false
      return true
    }
    return false
  }

  /// `$name`, `${…}` or a special parameter; `$(` begins a command and is plain.
  mutating func variable(_ byte: UInt8) -> Bool {
    guard grammar.hasVariables, byte == UInt8(ascii: "$"), let end = variableEnd() else {
      return false
    }
    scanner.add(.variable, to: end)
    isFirstWord = false
    return true
  }

  private mutating func variableEnd() -> Int? {
    let next = scanner.byte(scanner.at + 1)
    if ByteSet.wordStarts.contains(next) { return scanner.end(of: .words, from: scanner.at + 1) }
    if next == UInt8(ascii: "{") { return braceEnd(from: scanner.at + 1) }
    if next == UInt8(ascii: "("), grammar.hasNamesInParentheses {
      let end = scanner.end(of: .words, from: scanner.at + 2)
      return scanner.byte(end) == UInt8(ascii: ")") ? end + 1 : nil
    }
    return "?!#@*0123456789".utf8.contains(next) ? scanner.at + 2 : nil
  }

  /// Behind the brace that closes the one at `start`, on the same line.
  mutating func braceEnd(from start: Int) -> Int? {
    guard start >= unclosedVariable else { return nil }
    var depth = 0
    var next = start
    defer { scanner.tokens.steps += next - start }
    while next < scanner.end, scanner.bytes[next] != UInt8(ascii: "\n") {
      if scanner.bytes[next] == UInt8(ascii: "{") { depth += 1 }
      if scanner.bytes[next] == UInt8(ascii: "}") { depth -= 1 }
      next += 1
      if depth == 0 { return next }
    }
    unclosedVariable = next
    return nil
  }

  /// What only few languages have; each at a byte that begins nothing else there.
  mutating func oddity(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-") where grammar.hasFlags: flag()
    case UInt8(ascii: "\\") where grammar.hasEscapes: escape()
    case UInt8(ascii: "<") where grammar.hasTags: tag()
    case UInt8(ascii: "/") where grammar.hasPatterns: pattern()
    case UInt8(ascii: "[") where grammar.hasSections: section()
    default: false
    }
  }

  private mutating func flag() -> Bool {
    let end = scanner.end(of: table.wordBytes, from: scanner.at + 1)
    isFirstWord = false
    if ByteSet.blanks.contains(scanner.previous), end > scanner.at + 1 {
      scanner.add(.variable, to: end)
    } else {
      scanner.at = end
    }
    return true
  }

  /// A letter beyond ASCII is several bytes, and is left to be read as a whole.
  private mutating func escape() -> Bool {
    scanner.at += scanner.byte(scanner.at + 1) < 0x80 ? 2 : 1
    return true
  }

  /// The name of an element, in JavaScript that holds some.
  private mutating func tag() -> Bool {
    let isClosing = scanner.byte(scanner.at + 1) == UInt8(ascii: "/")
    let start = scanner.at + (isClosing ? 2 : 1)
    guard ByteSet.wordStarts.contains(scanner.byte(start)),
      isClosing || !ByteSet.words.contains(scanner.previous)
    else { return false }
    scanner.at = start
    scanner.add(.name, to: scanner.end(of: Self.tagBytes, from: start))
    isFirstWord = false
    return true
  }

  private static let tagBytes = ByteSet.words.union(".-")

  /// `/pattern/` where an expression begins; anywhere else it is a division.
  private mutating func pattern() -> Bool {
    var before = scanner.at
    while before > scanner.range.lowerBound, ByteSet.blanks.contains(scanner.bytes[before - 1]) {
      before -= 1
    }
    scanner.tokens.steps += scanner.at - before
    let opener = before > scanner.range.lowerBound ? scanner.bytes[before - 1] : UInt8(ascii: "\n")
    guard "\n(,=:[!&|?{};".utf8.contains(opener), scanner.at >= unclosedPattern,
      let end = patternEnd()
    else { return false }
    scanner.add(.string, to: scanner.end(of: .words, from: end))
    isFirstWord = false
    return true
  }

  private mutating func patternEnd() -> Int? {
    var next = scanner.at + 1
    defer { scanner.tokens.steps += next - scanner.at }
    var isInClass = false
    while next < scanner.end, scanner.bytes[next] != UInt8(ascii: "\n") {
      switch scanner.bytes[next] {
      case UInt8(ascii: "\\"): next += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass: return next + 1
      default: break
      }
      next += 1
    }
    unclosedPattern = next
    return nil
  }

  private mutating func section() -> Bool {
    guard isFirstWord else { return false }
    var start = scanner.at + 1
    if scanner.byte(start) == UInt8(ascii: "[") { start += 1 }
    guard ByteSet.wordStarts.contains(scanner.byte(start)),
      let end = scanner.position(
        of: UInt8(ascii: "]"), from: start, before: scanner.lineEnd(from: start))
    else { return false }
    scanner.add(.keyword, to: end + 1 + start - scanner.at - 1)
    isFirstWord = false
    return true
  }
}
