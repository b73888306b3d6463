/// Text of its own inside of code: here-documents and block scalars.
extension CodeLexer {
  struct Heredoc {
    /// Where its ending word is written.
    let word: Range<Int>

    /// Behind the word, and its quote.
    let end: Int

    /// White space may stand before the word that ends it.
    let isIndented: Bool
  }

  mutating func block(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<") where grammar.hasHeredocs: heredoc()
    case UInt8(ascii: "|") where grammar.hasBlockScalars: blockScalar()
    case UInt8(ascii: ">") where grammar.hasBlockScalars: blockScalar()
    default: false
    }
  }

  /// `<<WORD`, `<<-WORD`, `<<~WORD`, `<<'WORD'`, and with a blank before the word when that begins
  /// with a capital or a quote: `1 << n` is none, and neither is `<<<`.
  private mutating func heredoc() -> Bool {
    guard let heredoc = Heredoc(at: scanner.at, in: &scanner) else { return false }
    heredocs.append(heredoc)
    scanner.at = heredoc.end
    isFirstWord = false
    return true
  }

  /// At the beginning of a line: the bodies of the here-documents that the line before announced.
  /// One that never ends takes the rest.
  mutating func readHeredocs() {
    for heredoc in heredocs where !scanner.isAtEnd {
      var end = scanner.at
      while end < scanner.end {
        let line = end
        end = scanner.lineEnd(from: line)
        if heredoc.ends(with: line..<end, in: scanner.bytes) { break }
        end = min(end + 1, scanner.end)
      }
      scanner.add(.string, to: end)
    }
    heredocs.removeAll(keepingCapacity: true)
  }

  /// The lines behind `key: |` that are indented further than the key.
  private mutating func blockScalar() -> Bool {
    guard ByteSet.blanks.contains(scanner.previous) else { return false }
    var next = scanner.end(of: "-+123456789", from: scanner.at + 1)
    next = scanner.end(of: .blanks, from: next)
    guard scanner.byte(next) == UInt8(ascii: "\n") || scanner.byte(next) == UInt8(ascii: "#") else {
      return false
    }
    let parent =
      keyStart.map { $0 - lineStart } ?? scanner.end(of: " ", from: lineStart) - lineStart
    let start = scanner.lineEnd(from: next) + 1
    var end = start
    var line = start
    while line < scanner.end {
      let text = scanner.end(of: " ", from: line)
      let lineEnd = scanner.lineEnd(from: text)
      if text < lineEnd {
        guard text - line > parent else { break }
        end = lineEnd
      }
      line = lineEnd + 1
    }
    guard end > start else { return false }
    scanner.at = start
    scanner.add(.string, to: end)
    return true
  }
}

extension CodeLexer.Heredoc {
  /// `nil` when none begins here.
  init?(at start: Int, in scanner: inout CodeScanner) {
    guard scanner.starts(with: "<<", at: start), scanner.byte(start + 2) != UInt8(ascii: "<"),
      start == scanner.range.lowerBound || scanner.bytes[start - 1] != UInt8(ascii: "<")
    else { return nil }
    var next = start + 2
    isIndented = "-~".utf8.contains(scanner.byte(next))
    if isIndented { next += 1 }
    let blanks = scanner.end(of: .blanks, from: next) - next
    next += blanks
    let quote = scanner.byte(next)
    let isQuoted = "'\"\\".utf8.contains(quote)
    if isQuoted { next += 1 }
    let first = scanner.byte(next)
    guard ByteSet.wordStarts.contains(first), first < 0x80,
      blanks == 0 || isQuoted || first & 0x20 == 0
    else { return nil }
    word = next..<scanner.end(of: .words, from: next)
    end = isQuoted && scanner.byte(word.upperBound) == quote ? word.upperBound + 1 : word.upperBound
  }

  func ends(with line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var line = line
    if isIndented {
      while let first = line.first, ByteSet.blanks.contains(bytes[first]) { line.removeFirst() }
    }
    guard line.count == word.count else { return false }
    return zip(line, word).allSatisfy { bytes[$0] == bytes[$1] }
  }
}
