/// YAML so plain that the parser need not be asked: comments, keys below keys, lists, and values on
/// one line.
///
/// Most of what notes show is of this kind. What is called plain the parser accepts, or finds only
/// that a key is there twice; of the rest nothing is known.
struct PlainYAMLText {
  /// The keys or the entries at one indentation.
  private struct Level {
    let indent: Int
    let isList: Bool
  }

  private static let deepest = 20
  private static let longestLine = 1000

  private let bytes: UnsafeBufferPointer<UInt8>

  /// The outermost first.
  private var levels: [Level] = []

  /// The line before ended with a key's colon, so that deeper lines may follow.
  private var isKeyOpen = false

  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var reader = PlainYAMLText(bytes: bytes)
      return reader.isPlain()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func isPlain() -> Bool {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != "\n" {
        guard isText(at: end) else { return false }
        end += 1
      }
      guard end - start < Self.longestLine, isLine(start, trimmed(start..<end)) else {
        return false
      }
      start = end + 1
    }
    return true
  }

  /// `text` is without the blanks around it.
  private mutating func isLine(_ start: Int, _ text: Range<Int>) -> Bool {
    guard let first = text.first, bytes[first] != "#" else { return true }
    let indent = first - start
    guard bytes[first] == "-" else { return isEntry(text, indent: indent) }
    guard text.count > 2, bytes[first + 1] == " ", bytes[first + 2] != " ",
      begins(Level(indent: indent, isList: true))
    else { return false }
    let item = (first + 2)..<text.upperBound
    if keyEnd(item) == nil { return isValue(item) }
    // The entry's own keys go on below the first of them.
    isKeyOpen = true
    return isEntry(item, indent: indent + 2)
  }

  /// `key: value` or `key:`
  private mutating func isEntry(_ text: Range<Int>, indent: Int) -> Bool {
    guard let end = keyEnd(text), begins(Level(indent: indent, isList: false)) else { return false }
    let value = trimmed((end + 1)..<text.upperBound)
    isKeyOpen = value.isEmpty
    return value.isEmpty || isValue(value)
  }

  /// Whether a line of this level may follow what came before.
  private mutating func begins(_ level: Level) -> Bool {
    if isKeyOpen || levels.isEmpty, levels.last.map({ $0.indent < level.indent }) ?? true {
      isKeyOpen = false
      levels.append(level)
      return levels.count <= Self.deepest
    }
    isKeyOpen = false
    while let last = levels.last, last.indent > level.indent { levels.removeLast() }
    return levels.last.map { $0.indent == level.indent && $0.isList == level.isList } ?? false
  }

  /// The colon behind a key of letters, digits, hyphens and underscores.
  private func keyEnd(_ text: Range<Int>) -> Int? {
    var end = text.lowerBound
    guard bytes[end].isLetter else { return nil }
    while end < text.upperBound, isName(bytes[end]) { end += 1 }
    guard end < text.upperBound, bytes[end] == ":",
      end + 1 == text.upperBound || bytes[end + 1] == " "
    else { return nil }
    return end
  }

  private func isValue(_ text: Range<Int>) -> Bool {
    let first = bytes[text.lowerBound]
    switch first {
    case "\"", "'":
      let inner = text.dropFirst().dropLast()
      return text.count >= 2 && bytes[text.upperBound - 1] == first
        && inner.allSatisfy { bytes[$0] != first && bytes[$0] != "\\" }
    case "[":
      let inner = text.dropFirst().dropLast()
      return text.count > 2 && bytes[text.upperBound - 1] == "]"
        && inner.split(omittingEmptySubsequences: false) { bytes[$0] == "," }
          .allSatisfy { isListItem(trimmed($0)) }
    default:
      return (first.isLetter || first.isDigit)
        && text.allSatisfy { index in
          let isColon = bytes[index] == ":"
          let isLast = index + 1 == text.upperBound
          return !(isColon && (isLast || bytes[index + 1] == " "))
            && !(bytes[index] == "#" && bytes[index - 1] == " ")
        }
    }
  }

  /// Words without a meaning to YAML; an option may begin with hyphens.
  private func isListItem(_ text: Range<Int>) -> Bool {
    let word = text.drop { bytes[$0] == "-" }
    guard let first = word.first else { return false }
    return (bytes[first].isLetter || bytes[first].isDigit)
      && word.allSatisfy { isName(bytes[$0]) || " ./".utf8.contains(bytes[$0]) }
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == "-" || byte == "_"
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] == " " { range.removeFirst() }
    while let last = range.last, bytes[last] == " " { range.removeLast() }
    return range
  }

  /// ASCII that can be printed. Few blocks hold anything else.
  private func isText(at index: Int) -> Bool { (0x20...0x7E).contains(bytes[index]) }
}
