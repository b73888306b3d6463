/// What a shell has read of a command, to tell whether it would wait for another line.
struct ShellInput {
  private var quote: UInt8 = 0
  private var parentheses = 0

  /// `if`, `for`, `{` and their like that are open.
  private var compounds = 0
  private(set) var heredocs: [CodeLexer.Heredoc] = []
  private(set) var isContinued = false

  var isComplete: Bool {
    quote == 0 && parentheses == 0 && compounds == 0 && heredocs.isEmpty && !isContinued
  }

  var isInHeredoc: Bool { !heredocs.isEmpty && quote == 0 }

  /// Reads one line, without its line feed.
  mutating func read(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) {
    if isInHeredoc, let heredoc = heredocs.first {
      if heredoc.ends(with: line, in: bytes) { heredocs.removeFirst() }
      return
    }
    var scanner = CodeScanner(bytes, line)
    var isCommandNext = true
    isContinued = false
    while !scanner.isAtEnd {
      let byte = scanner.bytes[scanner.at]
      if quote != 0 {
        readQuoted(byte, &scanner)
      } else if byte == UInt8(ascii: "#"), " \t\n;".utf8.contains(scanner.previous) {
        return
      } else {
        readPlain(byte, &scanner, &isCommandNext)
      }
    }
  }

  private mutating func readQuoted(_ byte: UInt8, _ scanner: inout CodeScanner) {
    if byte == quote { quote = 0 }
    scanner.at += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
  }

  private mutating func readPlain(
    _ byte: UInt8, _ scanner: inout CodeScanner, _ isCommandNext: inout Bool
  ) {
    if ByteSet.wordStarts.contains(byte) {
      let start = scanner.at
      scanner.at = scanner.end(of: Self.words, from: start)
      if isCommandNext { isCommandNext = readFirst(start, &scanner) }
      isContinued = false
      return
    }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      scanner.at += 1
      return
    case UInt8(ascii: "\\"):
      isContinued = scanner.at + 1 >= scanner.end
      scanner.at += 2
      return
    case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    case UInt8(ascii: "{") where isCommandNext: compounds += 1
    case UInt8(ascii: "}") where isCommandNext: compounds = max(0, compounds - 1)
    case UInt8(ascii: "<"):
      if let heredoc = CodeLexer.Heredoc(at: scanner.at, in: &scanner) {
        heredocs.append(heredoc)
        scanner.at = heredoc.end - 1
      }
    default: break
    }
    isCommandNext = ";|&({".utf8.contains(byte)
    isContinued = byte == UInt8(ascii: "|") || byte == UInt8(ascii: "&") && isSecond(scanner)
    scanner.at += 1
  }

  /// `&&`; a single `&` ends a command.
  private func isSecond(_ scanner: CodeScanner) -> Bool {
    scanner.previous == UInt8(ascii: "&")
  }

  /// Whether a command follows the word.
  private mutating func readFirst(_ start: Int, _ scanner: inout CodeScanner) -> Bool {
    func isWord(_ words: [StaticString]) -> Bool {
      words.contains {
        $0.utf8CodeUnitCount == scanner.at - start && scanner.starts(with: $0, at: start)
      }
    }
    if isWord(["if", "while", "until"]) {
      compounds += 1
      return true
    }
    if isWord(["for", "case", "select"]) { compounds += 1 }
    if isWord(["fi", "done", "esac"]) { compounds = max(0, compounds - 1) }
    return isWord(["then", "do", "else", "elif"])
  }

  private static let words = ByteSet.words.union("-./:=")
}
