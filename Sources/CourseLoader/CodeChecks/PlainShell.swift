/// Shell text so plain that bash need not be asked: words, variables, quoted text, options, pipes.
///
/// Most of what notes show is of this kind. What is called plain bash accepts; of the rest nothing is
/// known.
enum PlainShell {
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isPlain($0) }
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    /// Whether a command is expected, so that an operator is not.
    var isStart = true
    /// Behind a pipe or `&&` a command has to follow.
    var mustFollow = false
    while i < bytes.count {
      let byte = bytes[i]
      switch byte {
      case " ", "\t": i += 1
      case "\n":
        isStart = true
        i += 1
      case "\\":
        guard i + 1 < bytes.count, bytes[i + 1] == "\n" else { return false }
        i += 2
      case "#" where isStart:
        while i < bytes.count, bytes[i] != "\n" { i += 1 }
      case "|", "&":
        guard !isStart else { return false }
        if i + 1 < bytes.count, bytes[i + 1] == byte {
          i += 2
        } else if byte == "|" {
          i += 1
        } else {
          return false
        }
        (isStart, mustFollow) = (true, true)
      default:
        guard let end = endOfWord(bytes, i) else { return false }
        if isReserved(bytes, i..<end) { return false }
        (isStart, mustFollow) = (false, false)
        i = end
      }
    }
    return !mustFollow
  }

  private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var i = start
    while i < bytes.count {
      let byte = bytes[i]
      switch byte {
      case "'":
        guard let end = bytes[(i + 1)...].firstIndex(of: byte) else { return nil }
        i = end + 1
      case "\"":
        guard let end = bytes[(i + 1)...].firstIndex(of: byte),
          !bytes[i..<end].contains(where: { "`\\".utf8.contains($0) }),
          hasPlainVariables(bytes[(i + 1)..<end])
        else { return nil }
        i = end + 1
      case "$":
        guard i + 1 < bytes.count, isName(bytes[i + 1]) else { return nil }
        i += 1
      case " ", "\t", "\n", "|", "&", "\\": return i
      default:
        guard isOrdinary(byte) else { return nil }
        i += 1
      }
    }
    return i
  }

  private static func hasPlainVariables(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    for i in text.indices where text[i] == "$" {
      guard i + 1 < text.endIndex, isName(text[i + 1]) else { return false }
    }
    return true
  }

  private static func isName(_ byte: UInt8) -> Bool { byte.isLetter || byte == "_" }

  private static func isOrdinary(_ byte: UInt8) -> Bool {
    switch byte {
    case "-", "_", ".", "/", ":", "=", ",", "@", "+", "%", "^", "~", "#": true
    default: byte.isLetter || byte.isDigit || byte >= 0x80
    }
  }

  /// Bash's own words, which only stand in certain places.
  private static func isReserved(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count <= 8, "cdefistuw".utf8.contains(bytes[word.lowerBound]) else { return false }
    return reserved.contains(String(decoding: bytes[word], as: UTF8.self))
  }

  private static let reserved: Set<String> = [
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac",
    "select", "function", "time", "coproc", "in",
  ]
}
