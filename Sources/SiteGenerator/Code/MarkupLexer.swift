/// HTML and XML. Scripts and styles within are told apart in their own language.
struct MarkupLexer {
  private var scanner: CodeScanner

  /// Up to where there is no quote that would close a value.
  private var unclosed = 0

  private init(_ scanner: CodeScanner) { self.scanner = scanner }

  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> CodeTokens {
    var lexer = MarkupLexer(CodeScanner(bytes, range))
    while !lexer.scanner.isAtEnd { lexer.step() }
    return lexer.scanner.tokens
  }

  private mutating func step() {
    let next = scanner.end(of: Self.text, from: scanner.at)
    scanner.at = next
    guard next < scanner.end else { return }
    if scanner.bytes[next] == UInt8(ascii: "&") { return reference() }
    if scanner.starts(with: "<!--", at: next) {
      let end = scanner.position(of: "-->", from: next + 4).map { $0 + 3 } ?? scanner.end
      return scanner.add(.comment, to: end)
    }
    if scanner.starts(with: "<![CDATA[", at: next) {
      let end = scanner.position(of: "]]>", from: next + 9).map { $0 + 3 } ?? scanner.end
      return scanner.add(.string, to: end)
    }
    switch scanner.byte(next + 1) {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      let end = scanner.position(of: UInt8(ascii: ">"), from: next, before: scanner.end)
      scanner.add(.keyword, to: end.map { $0 + 1 } ?? scanner.end)
    case UInt8(ascii: "/"): element(from: next + 2, isClosing: true)
    default: element(from: next + 1, isClosing: false)
    }
  }

  /// `&amp;`; an ampersand alone is plain.
  private mutating func reference() {
    let end = scanner.end(of: Self.names, from: scanner.at + 1)
    guard end > scanner.at + 1, scanner.byte(end) == UInt8(ascii: ";") else {
      scanner.at = end
      return
    }
    scanner.add(.number, to: end + 1)
  }

  private mutating func element(from start: Int, isClosing: Bool) {
    guard ByteSet.wordStarts.contains(scanner.byte(start)) else {
      scanner.at = start
      return
    }
    scanner.at = start
    let end = scanner.end(of: Self.names, from: start)
    scanner.add(.name, to: end)
    attributes()
    guard !isClosing, scanner.previous == UInt8(ascii: ">") else { return }
    if isName(start..<end, "script") { embed(.javaScript, until: "</script") }
    if isName(start..<end, "style") { embed(.stylesheet, until: "</style") }
  }

  /// Up to the end of the tag, or to where another begins.
  private mutating func attributes() {
    while !scanner.isAtEnd {
      switch scanner.bytes[scanner.at] {
      case UInt8(ascii: ">"):
        scanner.at += 1
        return
      case UInt8(ascii: "<"): return
      case UInt8(ascii: "\""), UInt8(ascii: "'"): value()
      case let byte where Self.names.contains(byte):
        let end = scanner.end(of: Self.names, from: scanner.at)
        let isValue = scanner.previous == UInt8(ascii: "=")
        scanner.add(isValue ? .string : .variable, to: end)
      default:
        scanner.at += 1
        scanner.tokens.steps += 1
      }
    }
  }

  /// A quote that is not closed is plain.
  private mutating func value() {
    let mark = scanner.bytes[scanner.at]
    let end =
      scanner.at < unclosed
      ? nil : scanner.position(of: mark, from: scanner.at + 1, before: scanner.end)
    if let end { return scanner.add(.string, to: end + 1) }
    unclosed = scanner.end
    scanner.at += 1
  }

  private mutating func embed(_ language: CodeLanguage, until end: StaticString) {
    let end = scanner.position(of: end, from: scanner.at) ?? scanner.end
    scanner.tokens.add(language.tokens(in: scanner.bytes, scanner.at..<end))
    scanner.at = end
  }

  private func isName(_ range: Range<Int>, _ name: StaticString) -> Bool {
    range.count == name.utf8CodeUnitCount && scanner.starts(with: name, at: range.lowerBound)
  }

  private static let text = ByteSet.all(but: "<&")
  private static let names = ByteSet.words.union("-:.@#")
}
