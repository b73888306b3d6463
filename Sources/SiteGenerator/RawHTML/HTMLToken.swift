/// A piece of raw HTML.
enum HTMLToken: Equatable {
  case text(ArraySlice<UInt8>)

  /// Name and attribute names in lowercase; values without quotes, their references decoded.
  case start(name: String, attributes: [HTMLAttribute])
  case end(name: String)

  /// A comment, a doctype, a processing instruction or a CDATA section.
  case ignored
}

struct HTMLAttribute: Equatable {
  let name: String
  let value: String
}

/// Cuts raw HTML into tokens. It is stricter than a browser: a `<` that does not begin a whole
/// tag is text, so nothing that a browser could read differently is ever passed on as markup.
struct HTMLTokenizer {
  private let bytes: [UInt8]

  /// How far it has come.
  private(set) var at = 0

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  mutating func next() -> HTMLToken? {
    guard at < bytes.count else { return nil }
    if bytes[at] == UInt8(ascii: "<"), let token = tag() { return token }
    let start = at
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
    return .text(bytes[start..<at])
  }

  /// Drops everything up to and including the end tag of `name`, or to the end of the text.
  mutating func skipContent(of name: String) {
    while let token = next() {
      if token == .end(name: name) { return }
    }
  }

  private mutating func tag() -> HTMLToken? {
    let start = at
    at += 1
    let token: HTMLToken?
    switch peek {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): token = declaration()
    case UInt8(ascii: "/"):
      at += 1
      token = endTag()
    default: token = startTag()
    }
    if token == nil { at = start }
    return token
  }

  private mutating func declaration() -> HTMLToken {
    let ending: String =
      if bytes[at...].starts(with: "!--".utf8) {
        "-->"
      } else if bytes[at...].starts(with: "![CDATA[".utf8) {
        "]]>"
      } else {
        ">"
      }
    let pattern = Array(ending.utf8)
    while at < bytes.count, !bytes[at...].starts(with: pattern) { at += 1 }
    at = min(at + pattern.count, bytes.count)
    return .ignored
  }

  private mutating func endTag() -> HTMLToken? {
    guard let name = name() else { return nil }
    while let byte = peek, byte != UInt8(ascii: ">") {
      guard byte != UInt8(ascii: "<") else { return nil }
      at += 1
    }
    guard peek != nil else { return nil }
    at += 1
    return .end(name: name)
  }

  private mutating func startTag() -> HTMLToken? {
    guard let name = name() else { return nil }
    var attributes: [HTMLAttribute] = []
    while true {
      while let byte = peek, Self.isSpace(byte) || byte == UInt8(ascii: "/") { at += 1 }
      guard let byte = peek else { return nil }
      if byte == UInt8(ascii: ">") {
        at += 1
        return .start(name: name, attributes: attributes)
      }
      guard let attribute = attribute() else { return nil }
      if !attributes.contains(where: { $0.name == attribute.name }) {
        attributes.append(attribute)
      }
    }
  }

  private mutating func attribute() -> HTMLAttribute? {
    let start = at
    while let byte = peek, !Self.isSpace(byte), !Array("=>/\"'<`".utf8).contains(byte) { at += 1 }
    guard at > start else { return nil }
    let name = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    while let byte = peek, Self.isSpace(byte) { at += 1 }
    guard peek == UInt8(ascii: "=") else { return HTMLAttribute(name: name, value: "") }
    at += 1
    while let byte = peek, Self.isSpace(byte) { at += 1 }
    return value().map { HTMLAttribute(name: name, value: CharacterReference.decode($0)) }
  }

  private mutating func value() -> ArraySlice<UInt8>? {
    if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      at += 1
      let start = at
      while let byte = peek, byte != quote { at += 1 }
      guard peek != nil else { return nil }
      at += 1
      return bytes[start..<(at - 1)]
    }
    let start = at
    while let byte = peek, !Self.isSpace(byte), byte != UInt8(ascii: ">") {
      guard !Array("\"'<=`".utf8).contains(byte) else { return nil }
      at += 1
    }
    return at > start ? bytes[start..<at] : nil
  }

  /// A letter, then letters, digits and hyphens.
  private mutating func name() -> String? {
    let start = at
    while let byte = peek, Self.isLetter(byte) || at > start && Self.continuesName(byte) { at += 1 }
    guard at > start, let byte = peek, Self.isSpace(byte) || Array("/>".utf8).contains(byte) else {
      return nil
    }
    return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func continuesName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
