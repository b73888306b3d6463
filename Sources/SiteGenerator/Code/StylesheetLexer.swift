/// CSS and its dialects: rules, declarations, and what values are made of.
struct StylesheetLexer {
  private var scanner: CodeScanner

  /// Between the colon of a declaration and its end.
  private var isInValue = false
  private var depth = 0

  /// Up to where a selector is known to go.
  private var selectorEnd = 0

  private init(_ scanner: CodeScanner) { self.scanner = scanner }

  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> CodeTokens {
    var lexer = StylesheetLexer(CodeScanner(bytes, range))
    while !lexer.scanner.isAtEnd { lexer.step(lexer.scanner.bytes[lexer.scanner.at]) }
    return lexer.scanner.tokens
  }

  private mutating func step(_ byte: UInt8) {
    scanner.tokens.steps += 1
    switch byte {
    case UInt8(ascii: "/"): comment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
    case UInt8(ascii: "@"), UInt8(ascii: "!"): marked(.keyword)
    case UInt8(ascii: "$"): marked(.variable)
    case UInt8(ascii: "#"), UInt8(ascii: "."): marked(isInValue ? .number : .variable)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
      depth = max(0, depth + (byte == UInt8(ascii: "{") ? 1 : byte == UInt8(ascii: "}") ? -1 : 0))
      isInValue = false
      scanner.at += 1
    case let byte where ByteSet.digits.contains(byte):
      scanner.add(.number, to: scanner.end(of: Self.measures, from: scanner.at))
    case let byte where Self.names.contains(byte): word()
    default: scanner.at += 1
    }
  }

  private mutating func comment() {
    if scanner.starts(with: "/*", at: scanner.at) {
      let end = scanner.position(of: "*/", from: scanner.at + 2)
      scanner.add(.comment, to: end.map { $0 + 2 } ?? scanner.end)
    } else if scanner.starts(with: "//", at: scanner.at), " \t\n;".utf8.contains(scanner.previous) {
      scanner.add(.comment, to: scanner.lineEnd(from: scanner.at))
    } else {
      scanner.at += 1
    }
  }

  /// One that is not closed ends with its line.
  private mutating func string(_ mark: UInt8) {
    var next = scanner.at + 1
    while next < scanner.end, scanner.bytes[next] != UInt8(ascii: "\n") {
      if scanner.bytes[next] == mark { break }
      next += scanner.bytes[next] == UInt8(ascii: "\\") && scanner.byte(next + 1) < 0x80 ? 2 : 1
    }
    scanner.tokens.steps += next - scanner.at
    scanner.add(.string, to: scanner.byte(next) == mark ? next + 1 : next)
  }

  /// A mark and the name behind it: `@media`, `#main`, `.note`, `#0b7a7a`, `!important`.
  private mutating func marked(_ kind: CodeToken.Kind) {
    let end = scanner.end(of: Self.names, from: scanner.at + 1)
    let first = scanner.byte(scanner.at + 1)
    let isName = end > scanner.at + 1 && (kind == .number || !ByteSet.digits.contains(first))
    if isName { scanner.add(kind, to: end) } else { scanner.at += 1 }
  }

  private mutating func word() {
    let end = scanner.end(of: Self.names, from: scanner.at)
    let colon = scanner.end(of: .blanks, from: end)
    if !isInValue, depth > 0, scanner.byte(colon) == UInt8(ascii: ":"), isDeclaration(colon) {
      scanner.add(.name, to: end)
      isInValue = true
    } else if scanner.starts(with: "--", at: scanner.at) {
      scanner.add(.variable, to: end)
    } else {
      scanner.at = end
    }
  }

  /// Whether `;` or `}` comes before `{`: otherwise the colon is one of a selector, as in `a:hover`.
  private mutating func isDeclaration(_ colon: Int) -> Bool {
    guard colon >= selectorEnd else { return false }
    let end = scanner.end(of: Self.withinRule, from: colon)
    guard scanner.byte(end) == UInt8(ascii: "{") else { return true }
    selectorEnd = end
    return false
  }

  private static let withinRule = ByteSet.all(but: ";{}")
  private static let names = ByteSet.words.union("-")
  private static let measures = ByteSet.words.union("%.")
}
