/// Requests and answers: a line, headers, and behind an empty line a body.
struct HTTPLexer {
  private var scanner: CodeScanner

  private init(_ scanner: CodeScanner) { self.scanner = scanner }

  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> CodeTokens {
    var lexer = HTTPLexer(CodeScanner(bytes, range))
    while !lexer.scanner.isAtEnd { lexer.message() }
    return lexer.scanner.tokens
  }

  private mutating func message() {
    var end = scanner.lineEnd(from: scanner.at)
    if end == scanner.at || startsNext { return endLine(end, startsNext ? .comment : nil) }
    firstLine(to: end)
    endLine(end)
    while !scanner.isAtEnd, !startsNext {
      end = scanner.lineEnd(from: scanner.at)
      if end == scanner.at { return body() }
      header()
      endLine(end)
    }
  }

  /// Several messages stand apart by a line `###`.
  private var startsNext: Bool { scanner.starts(with: "###", at: scanner.at) }

  private mutating func endLine(_ end: Int, _ kind: CodeToken.Kind? = nil) {
    if let kind { scanner.add(kind, to: end) }
    scanner.at = end + 1
  }

  /// `GET /path HTTP/1.1` or `HTTP/1.1 200 OK`.
  private mutating func firstLine(to end: Int) {
    let word = scanner.end(of: Self.words, from: scanner.at)
    let isAnswer = scanner.starts(with: "HTTP/", at: scanner.at)
    scanner.add(.keyword, to: word)
    scanner.at = scanner.end(of: .blanks, from: word)
    scanner.add(
      isAnswer ? .number : .string,
      to: scanner.end(of: isAnswer ? .digits : Self.words, from: scanner.at))
  }

  private mutating func header() {
    let name = scanner.end(of: Self.headers, from: scanner.at)
    if scanner.byte(name) == UInt8(ascii: ":") { scanner.add(.name, to: name) }
  }

  private mutating func body() {
    let start = scanner.end(of: Self.white, from: scanner.at)
    scanner.at = start
    if startsNext { return }
    let end = scanner.position(of: "\n###", from: start).map { $0 + 1 } ?? scanner.end
    switch scanner.byte(start) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): embed(.json, start..<end)
    case UInt8(ascii: "<"): embed(.markup, start..<end)
    default: break
    }
    scanner.at = end
  }

  private mutating func embed(_ language: CodeLanguage, _ range: Range<Int>) {
    scanner.tokens.add(language.tokens(in: scanner.bytes, range))
  }

  private static let words = ByteSet.all(but: " \t\n")
  private static let headers = ByteSet.words.union("-")
  private static let white: ByteSet = " \t\r\n"
}
