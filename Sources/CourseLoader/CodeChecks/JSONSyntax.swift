/// Whether the text of a block is JSON (RFC 8259), and where not.
///
/// Notes show parts of documents: the members of an object without its braces, several documents
/// below each other, and gaps (`...`, `<name>`, `$NAME`) are fine, and behind a gap nothing is said.
struct JSONSyntax {
  struct Problem: Error, Equatable {
    /// In the text, in bytes.
    let offset: Int
    let message: String
    let remedy: String
  }

  private enum Expected {
    /// `isFirst` when the bracket may be closed at once.
    case value(isFirst: Bool)
    case key(isFirst: Bool)
    case colon
    case commaOrEnd
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var expected = Expected.value(isFirst: true)

  /// The brackets that are open, and where. Members without braces stand in one that is not there.
  private var open: [(bracket: UInt8, offset: Int)] = []
  private var lastComma: Int?
  private var isPart = false

  /// `nil` when it is JSON. Costs about 10 ns per byte.
  static func problem(in text: String) -> Problem? {
    var text = text
    return text.withUTF8 { bytes -> Problem? in
      var syntax = JSONSyntax(bytes)
      do throws(Problem) {
        try syntax.read()
        return nil
      } catch {
        return error.message.isEmpty ? nil : error
      }
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func read() throws(Problem) {
    while let byte = nextByte() {
      if isGap() { return }
      switch byte {
      case "{", "[": try begin(byte)
      case "}", "]": try end(byte)
      case ",": try comma()
      case ":": try colon()
      default: try readScalar(byte)
      }
    }
    if let first = open.first(where: { $0.bracket != 0 }), !isPart {
      throw problem(
        first.offset, "The “\(first.bracket.character)” that stands here is never closed.",
        "Close it with “\(first.bracket.closing.character)”.")
    }
  }

  private mutating func nextByte() -> UInt8? {
    while position < bytes.count, bytes[position] == 0x20 || (9...13).contains(bytes[position]) {
      position += 1
    }
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func begin(_ bracket: UInt8) throws(Problem) {
    guard case .value = expected else { throw unexpected(bracket) }
    open.append((bracket, position))
    expected = bracket == "{" ? .key(isFirst: true) : .value(isFirst: true)
    position += 1
  }

  private mutating func end(_ bracket: UInt8) throws(Problem) {
    guard let last = open.last, last.bracket != 0 else {
      if isPart { throw .gap }
      throw problem(
        position, "Nothing is open that “\(bracket.character)” could close.", "Take it away.")
    }
    switch expected {
    case .value(isFirst: false), .key(isFirst: false):
      guard let lastComma else { throw unexpected(bracket) }
      throw problem(
        lastComma, "JSON allows no comma before “\(bracket.character)”.", "Take it away.")
    case .colon: throw unexpected(bracket)
    default: break
    }
    guard last.bracket.closing == bracket else {
      throw problem(
        position, "“\(bracket.character)” cannot close the “\(last.bracket.character)”.",
        "Write “\(last.bracket.closing.character)”.")
    }
    open.removeLast()
    position += 1
    expected = open.isEmpty ? .value(isFirst: true) : .commaOrEnd
  }

  private mutating func comma() throws(Problem) {
    if open.isEmpty {
      isPart = true
    } else {
      guard case .commaOrEnd = expected else { throw unexpected(UInt8(ascii: ",")) }
      expected =
        open.last.map { $0.bracket == "[" } == true ? .value(isFirst: false) : .key(isFirst: false)
    }
    lastComma = position
    position += 1
  }

  private mutating func colon() throws(Problem) {
    if open.isEmpty, position > 0 {
      open.append((0, position))
      isPart = true
    } else {
      guard case .colon = expected else { throw unexpected(UInt8(ascii: ":")) }
    }
    expected = .value(isFirst: false)
    lastComma = nil
    position += 1
  }

  private mutating func readScalar(_ byte: UInt8) throws(Problem) {
    let start = position
    switch expected {
    case .key:
      guard byte == "\"" else { throw unexpected(byte) }
      try readString()
      expected = .colon
      return
    case .value: break
    case .colon, .commaOrEnd: throw unexpected(byte)
    }
    switch byte {
    case "\"": try readString()
    case _ where byte == "-" || byte.isDigit: try readNumber()
    default:
      let word = word(at: start)
      guard ["true", "false", "null"].contains(word) else { throw unexpected(byte) }
      position += word.utf8.count
    }
    expected = open.isEmpty ? .value(isFirst: true) : .commaOrEnd
  }

  private mutating func readString() throws(Problem) {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != "\n" {
      switch bytes[position] {
      case "\"":
        position += 1
        return
      case "\\":
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0x0A
        guard "\"\\/bfnrtu".utf8.contains(next) || next == "\n" else {
          let mark = "\\\(character(at: position + 1))"
          throw problem(
            position, "“\(mark)” means nothing in JSON.",
            "Write “\\\\” for a backslash.")
        }
        position += next == "\n" ? 1 : 2
      default: position += 1
      }
    }
    throw problem(
      start, "The text that begins here is not closed in its line.",
      "Close it with a double quote; write \\n for a new line.")
  }

  private mutating func readNumber() throws(Problem) {
    let start = position
    while position < bytes.count, bytes[position].isNumberPart { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isJSONNumber(text) else {
      throw problem(
        start, "“\(text.quotable)” is no number in JSON.", "Put it in double quotes if it is text.")
    }
  }
}

extension JSONSyntax {
  /// What to say of something that cannot stand where it stands.
  private func unexpected(_ byte: UInt8) -> Problem {
    let rest = bytes[position...].prefix(200)
    let line = String(decoding: rest.prefix { $0 != "\n" }, as: UTF8.self)
    if byte == "/" || byte == "#" {
      if line.contains("...") || line.contains("…") { return .gap }
      return problem(
        position, "JSON has no comments.", "Take it away, or name the block’s language jsonc.")
    }
    if byte == "'" || ["“", "”", "‘", "’"].contains(character(at: position)) {
      return problem(
        position,
        "Texts of JSON stand in straight double quotes, not in “\(character(at: position))”.",
        "Write \".")
    }
    let word = word(at: position)
    if let meant = ["True": "true", "False": "false", "None": "null"][word] {
      return problem(position, "JSON has no “\(word)”.", "Write \(meant).")
    }
    let shown = byte == "\"" || word.isEmpty ? String(character(at: position)) : word.quotable
    switch expected {
    case .key where !word.isEmpty:
      return problem(position, "The key “\(shown)” has no quotes.", "Write \"\(shown)\".")
    case .key:
      return problem(position, "A key is expected here, found “\(shown)”.", "Write \"key\": value.")
    case .colon:
      return problem(position, "A colon is missing before “\(shown)”.", "Write \"key\": value.")
    case .commaOrEnd:
      return problem(position, "A comma is missing before “\(shown)”.", "Write one.")
    case .value:
      return problem(
        position, "No value of JSON begins with “\(shown)”.",
        open.isEmpty
          ? "Name the block's language, or leave it out." : "Put it in double quotes if it is text."
      )
    }
  }

  /// `...`, `…`, `<name>`, `$NAME`, `{{ name }}`, `[...]`, `***`
  private func isGap() -> Bool {
    guard ".…<${[*".utf8.contains(bytes[position]), bytes[position...].count > 1 else {
      return false
    }
    if "{[".utf8.contains(bytes[position]), !"{%.…".utf8.contains(bytes[position + 1]) {
      return false
    }
    let rest = bytes[position...].prefix(4)
    return Self.gaps.contains { rest.starts(with: $0) }
  }

  private static let gaps = ["...", "…", "<", "$", "{{", "{%", "[...", "[…", "***"].map {
    Array($0.utf8)
  }

  private func problem(_ offset: Int, _ message: String, _ remedy: String) -> Problem {
    Problem(offset: offset, message: message, remedy: remedy)
  }

  private func word(at start: Int) -> String {
    String(
      decoding: bytes[start...].prefix { $0.isLetter || $0.isDigit || "_-".utf8.contains($0) },
      as: UTF8.self)
  }

  private func character(at offset: Int) -> Character {
    String(decoding: bytes[offset..<min(bytes.count, offset + 8)], as: UTF8.self).first ?? " "
  }
}

extension JSONSyntax.Problem {
  /// Something is left out here on purpose.
  fileprivate static let gap = JSONSyntax.Problem(offset: 0, message: "", remedy: "")
}

extension UInt8 {
  fileprivate var closing: UInt8 { UInt8(ascii: self == "{" ? "}" : "]") }
  fileprivate var character: Character { Character(Unicode.Scalar(self)) }
  fileprivate var isNumberPart: Bool { isDigit || isLetter || "+-.".utf8.contains(self) }
}
