/// Strings and comments: what runs on to a mark that ends it.
extension CodeLexer {
  /// `start` is before the quote when letters belong to the string.
  mutating func string(from start: Int) {
    let mark = scanner.bytes[scanner.at]
    guard let index = grammar.quotes.firstIndex(where: { $0.mark == mark }),
      !grammar.quotesBeginValues || Self.valueBegins.contains(scanner.previous),
      !(grammar.quotes[index].isApostrophe && ByteSet.words.contains(scanner.previous)),
      let end = stringEnd(grammar.quotes[index], index)
    else {
      scanner.at += 1
      return
    }
    let isKey = !grammar.keyEnds.isEmpty && isKeyMark(scanner.end(of: .blanks, from: end))
    if isKey, keyStart == nil { keyStart = scanner.at }
    scanner.tokens.add(isKey ? .name : .string, start..<end)
    scanner.at = end
    isFirstWord = false
  }

  private static let valueBegins: ByteSet = " \t\n[{(,:="

  /// Behind the mark that closes the string; `nil` when nothing does.
  private mutating func stringEnd(_ quote: Grammar.Quote, _ index: Int) -> Int? {
    let start = scanner.at
    if quote.hasTripled, scanner.byte(start + 1) == quote.mark,
      scanner.byte(start + 2) == quote.mark
    {
      return tripledEnd(quote)
    }
    guard start >= unclosedStrings[index] else { return nil }
    var next = start + 1
    defer { scanner.tokens.steps += next - start }
    while next < scanner.end {
      let byte = scanner.bytes[next]
      if byte == quote.mark {
        guard quote.escape == 0, scanner.byte(next + 1) == byte else { return next + 1 }
        next += 1
      }
      if byte == quote.escape, quote.escape != 0 {
        next += 2
      } else if byte == UInt8(ascii: "\n"), !quote.spansLines {
        break
      } else if byte == UInt8(ascii: "$"), quote.hasHoles {
        next = holeEnd(from: next + 1)
      } else {
        next += 1
      }
    }
    unclosedStrings[index] = next
    return nil
  }

  /// Behind the brace that closes a `{`; where none does on this line, `index` itself.
  private mutating func holeEnd(from index: Int) -> Int {
    guard scanner.byte(index) == UInt8(ascii: "{"), index >= unclosedVariable else { return index }
    return braceEnd(from: index) ?? index
  }

  /// Three marks that are not closed go on to the end.
  private mutating func tripledEnd(_ quote: Grammar.Quote) -> Int {
    var next = scanner.at + 3
    while next < scanner.end {
      let byte = scanner.bytes[next]
      if byte == quote.mark, scanner.byte(next + 1) == byte, scanner.byte(next + 2) == byte {
        next += 3
        break
      }
      next += byte == quote.escape ? 2 : 1
    }
    scanner.tokens.steps += next - scanner.at
    return min(next, scanner.end)
  }

  /// `#` begins a comment behind white space only: it is a part of `$#` and of an address. `;` does
  /// at the beginning of a line.
  mutating func comment() -> Bool {
    for mark in grammar.lineComments where scanner.starts(with: mark, at: scanner.at) {
      switch mark.utf8Start[0] {
      case UInt8(ascii: "#"):
        guard " \t\n;".utf8.contains(scanner.previous) else { continue }
      case UInt8(ascii: ";"):
        guard isFirstWord else { continue }
      default: break
      }
      scanner.add(.comment, to: scanner.lineEnd(from: scanner.at))
      return true
    }
    guard let block = grammar.blockComment, scanner.starts(with: block.start, at: scanner.at) else {
      return false
    }
    scanner.add(.comment, to: blockCommentEnd(block))
    return true
  }

  /// A comment that is not closed goes on to the end.
  private mutating func blockCommentEnd(_ comment: Grammar.BlockComment) -> Int {
    let start = scanner.at
    var next = start + comment.start.utf8CodeUnitCount
    defer { scanner.tokens.steps += next - start }
    var depth = 1
    while next < scanner.end {
      if scanner.starts(with: comment.end, at: next) {
        next += comment.end.utf8CodeUnitCount
        depth -= 1
        if depth == 0 { return next }
      } else if comment.isNested, scanner.starts(with: comment.start, at: next) {
        next += comment.start.utf8CodeUnitCount
        depth += 1
      } else {
        next += 1
      }
    }
    return scanner.end
  }
}
