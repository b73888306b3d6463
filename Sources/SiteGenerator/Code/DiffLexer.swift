/// A patch: what each line says is in its first letters.
enum DiffLexer {
  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> CodeTokens {
    var scanner = CodeScanner(bytes, range)
    var isInHeader = false
    while !scanner.isAtEnd {
      let end = scanner.lineEnd(from: scanner.at)
      isInHeader = isHeader(scanner, lineEnd: end, behindHeader: isInHeader)
      if isInHeader {
        scanner.add(.name, to: end)
      } else if scanner.starts(with: "@@", at: scanner.at) {
        scanner.add(.keyword, to: end)
      } else if scanner.bytes[scanner.at] == UInt8(ascii: "+") {
        scanner.add(.inserted, to: end)
      } else if scanner.bytes[scanner.at] == UInt8(ascii: "-") {
        scanner.add(.deleted, to: end)
      }
      scanner.at = end + 1
    }
    return scanner.tokens
  }

  /// `--- a/file` is one only when `+++ b/file` follows: a comment of SQL may have been deleted.
  private static func isHeader(
    _ scanner: CodeScanner, lineEnd: Int, behindHeader: Bool
  ) -> Bool {
    let start = scanner.at
    if scanner.starts(with: "+++ ", at: start) { return behindHeader }
    if scanner.starts(with: "--- ", at: start) {
      return scanner.starts(with: "+++ ", at: lineEnd + 1)
    }
    return scanner.starts(with: "diff ", at: start) || scanner.starts(with: "index ", at: start)
  }
}
