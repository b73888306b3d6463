/// A place in shell text that names a variable: `$NAME` or `${NAME…}`.
public struct ShellVariableUse: Sendable, Hashable {
  public let name: String

  /// In the UTF-8 bytes of the text, from the dollar sign on.
  public let range: Range<Int>

  /// Counts from 1.
  public let line: Int

  /// `$NAME` or `${NAME}`: its value alone stands there when bash is done.
  public let isWhole: Bool

  /// In single quotes, or in a here-document whose word is quoted: bash itself leaves it as it is,
  /// but a shell that gets the text may not.
  public let isLiteral: Bool

  /// All of a text, in order; comments and escaped dollar signs are passed over.
  ///
  /// Follows bash's quoting as far as scripts of labs go: quotes within substitutions within quotes,
  /// here-documents, comments. It does not parse.
  public static func all(in text: String) -> [ShellVariableUse] {
    var scanner = ShellScanner(Array(text.utf8))
    return scanner.uses()
  }
}

/// Walks over shell text once.
private struct ShellScanner {
  private enum Context {
    /// Between quotes, or in a substitution or a subshell.
    case code
    case doubleQuoted
  }

  private struct HereDocument {
    let word: [UInt8]
    let isQuoted: Bool
    let mayBeIndented: Bool
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var contexts: [Context] = [.code]
  private var documents: [HereDocument] = []
  private var found: [ShellVariableUse] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func uses() -> [ShellVariableUse] {
    while position < bytes.count {
      let isCode = contexts.last == .code
      switch bytes[position] {
      case UInt8(ascii: "\\"): advance(2)
      case UInt8(ascii: "$"): dollar(isLiteral: false)
      case UInt8(ascii: "\""): toggleQuotes()
      case UInt8(ascii: "'") where isCode: singleQuotes()
      case UInt8(ascii: "#") where isCode && isAtWordStart: skipLine()
      case UInt8(ascii: "(") where isCode: open()
      case UInt8(ascii: ")") where isCode && contexts.count > 1: close()
      case UInt8(ascii: "<") where isCode && next(2) == "<<": hereDocument()
      case UInt8(ascii: "\n") where !documents.isEmpty:
        advance(1)
        bodies()
      default: advance(1)
      }
    }
    return found
  }

  private mutating func toggleQuotes() {
    if contexts.last == .doubleQuoted {
      contexts.removeLast()
    } else {
      contexts.append(.doubleQuoted)
    }
    advance(1)
  }

  private mutating func open() {
    contexts.append(.code)
    advance(1)
  }

  private mutating func close() {
    contexts.removeLast()
    advance(1)
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { advance(1) }
  }

  private mutating func singleQuotes() {
    advance(1)
    while position < bytes.count, bytes[position] != UInt8(ascii: "'") {
      if bytes[position] == UInt8(ascii: "$") { dollar(isLiteral: true) } else { advance(1) }
    }
    advance(1)
  }

  /// At a dollar sign: a variable, the beginning of a substitution, or only itself.
  private mutating func dollar(isLiteral: Bool) {
    let start = position
    advance(1)
    if !isLiteral, peek == UInt8(ascii: "(") { return open() }
    let hasBrace = peek == UInt8(ascii: "{")
    if hasBrace { advance(1) }
    if hasBrace, let sign = peek, "!#".utf8.contains(sign) { advance(1) }
    let first = position
    while let byte = peek, byte.isNameByte { advance(1) }
    guard first < position, !(0x30...0x39).contains(bytes[first]) else { return }
    let name = String(decoding: bytes[first..<position], as: UTF8.self)
    let isClosed = hasBrace && peek == UInt8(ascii: "}") && first == start + 2
    if isClosed { advance(1) }
    found.append(
      ShellVariableUse(
        name: name, range: start..<position, line: line, isWhole: !hasBrace || isClosed,
        isLiteral: isLiteral))
  }

  /// `<<WORD`, whose text begins on the next line.
  private mutating func hereDocument() {
    advance(2)
    guard peek != UInt8(ascii: "<") else { return advance(1) }
    let mayBeIndented = peek == UInt8(ascii: "-")
    if mayBeIndented { advance(1) }
    while peek == UInt8(ascii: " ") { advance(1) }
    var word: [UInt8] = []
    var isQuoted = false
    while let byte = peek, byte.isNameByte || "\"'\\".utf8.contains(byte) {
      if byte.isNameByte { word.append(byte) } else { isQuoted = true }
      advance(1)
    }
    guard !word.isEmpty else { return }
    documents.append(
      HereDocument(word: word, isQuoted: isQuoted, mayBeIndented: mayBeIndented))
  }

  /// Of the here-documents that the line above announced.
  private mutating func bodies() {
    for document in documents {
      while position < bytes.count, !ends(document) {
        body(ofLineIn: document)
      }
      skipLine()
    }
    documents = []
  }

  private func ends(_ document: HereDocument) -> Bool {
    var line = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
    if document.mayBeIndented { line = line.drop { $0 == UInt8(ascii: "\t") } }
    return line.elementsEqual(document.word)
  }

  private mutating func body(ofLineIn document: HereDocument) {
    let depth = contexts.count
    while let byte = peek, byte != UInt8(ascii: "\n") {
      switch byte {
      case UInt8(ascii: "\\") where !document.isQuoted: advance(2)
      case UInt8(ascii: "$"): dollar(isLiteral: document.isQuoted)
      default: advance(1)
      }
    }
    // A substitution of the document is over with it.
    contexts.removeLast(contexts.count - depth)
    advance(1)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func next(_ count: Int) -> String {
    String(decoding: bytes[position...].prefix(count), as: UTF8.self)
  }

  private var isAtWordStart: Bool {
    position == 0 || " \t\n;&|(".utf8.contains(bytes[position - 1])
  }

  private mutating func advance(_ count: Int) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }
}

extension UInt8 {
  /// Of a shell variable's name.
  fileprivate var isNameByte: Bool {
    self == UInt8(ascii: "_") || (0x30...0x39).contains(self) || (0x41...0x5A).contains(self)
      || (0x61...0x7A).contains(self)
  }
}
