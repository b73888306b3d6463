/// What gives a secret away without its being known: how it begins, or the name before it.
///
/// One definition for all who look for secrets: what masks the output of scripts takes every
/// finding, what stops a publication (``LeakGate``) leaves out what is plainly a placeholder.
public struct SecretShape: Sendable {
  enum Kind: Sendable, Hashable {
    /// `AKIA` or `ASIA` and 16 capitals and digits: an AWS access key id.
    case accessKeyID
    /// `eyJ` and more of base64: a JSON web token, a registry's login password.
    case token
    /// A beginning that one service alone gives its tokens, and at least this many more bytes.
    case prefixed(Int)
    /// `://user:secret@host`
    case address
    /// `SecretAccessKey": "secret"`, `aws_session_token = secret`, `--password secret`
    case named
    /// `Authorization: ` and the rest of the line.
    case header
    /// `PRIVATE KEY-----` and the lines of base64 below it.
    case keyBlock
  }

  let kind: Kind
  let trigger: [UInt8]

  /// What it is, for a message: *an AWS access key*.
  let meaning: String

  init(_ kind: Kind, _ trigger: String, _ meaning: String) {
    self.kind = kind
    self.trigger = Array(trigger.utf8)
    self.meaning = meaning
  }

  private var ignoresCase: Bool { kind == .named || kind == .header }

  /// The bytes that this one of the trigger may be.
  public func spellings(at index: Int) -> [UInt8] {
    let byte = trigger[index]
    return ignoresCase && (0x61...0x7a).contains(byte) ? [byte, byte - 0x20] : [byte]
  }

  /// The trigger is there, or begins at the end of the text.
  public func mayBegin(in bytes: [UInt8], at start: Int) -> Bool {
    for i in 0..<min(trigger.count, bytes.count - start) {
      let byte = bytes[start + i]
      let isCapital = ignoresCase && (0x41...0x5a).contains(byte)
      if (isCapital ? byte + 0x20 : byte) != trigger[i] { return false }
    }
    return true
  }

  public func finding(in bytes: [UInt8], at start: Int) -> SecretFinding? {
    let end = start + trigger.count
    guard end <= bytes.count, mayBegin(in: bytes, at: start),
      let secret = secret(in: bytes, from: start, after: end)
    else { return nil }
    return SecretFinding(span: start..<secret.upperBound, secret: secret)
  }

  private func secret(in bytes: [UInt8], from start: Int, after end: Int) -> Range<Int>? {
    switch kind {
    case .accessKeyID:
      let stop = bytes[end...].firstIndex { !$0.isCapitalOrDigit } ?? bytes.count
      return stop - end >= 16 ? start..<stop : nil
    case .token:
      let stop = bytes[end...].firstIndex { !Self.isTokenByte($0) } ?? bytes.count
      return stop - end >= 20 ? start..<stop : nil
    case .prefixed(let count):
      let stop = bytes[end...].firstIndex { !Self.isTokenByte($0) } ?? bytes.count
      let isWord = start > 0 && bytes[start - 1].isLetterOrDigit
      return stop - end >= count && !isWord ? start..<stop : nil
    case .address:
      let authority = bytes[end...].prefix { !"/?# \t\r\n\"'<>".utf8.contains($0) }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
        let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
      else { return nil }
      return colon + 1..<at
    case .named, .header:
      return value(in: bytes, from: start, after: end)
    case .keyBlock:
      let body = bytes[end...].prefix {
        $0.isLetterOrDigit || "+/= \r\n\\".utf8.contains($0)
      }
      let text = body.drop { " \r\n\\n".utf8.contains($0) }
      return text.count >= 64 ? text.startIndex..<text.endIndex : nil
    }
  }

  /// After a name: `=`, `:`, a cell border or a tag's end, with quotes and blanks around it. After
  /// an option a blank is enough. A shell variable is not a value.
  private func value(in bytes: [UInt8], from start: Int, after end: Int) -> Range<Int>? {
    let separator = bytes[end...].prefix { " \t\"'\\:=>|".utf8.contains($0) }
    let isAssigned = separator.contains { ":=>|".utf8.contains($0) }
    let isOption = Self.isOption(bytes[..<start])
    guard isAssigned || (isOption && !separator.isEmpty) else { return nil }
    let isQuoted = separator.last.map { "\"'".utf8.contains($0) } ?? false
    let stops = kind == .header ? "\r\n\"'" : isQuoted ? "\r\n\"'\\" : " \t\r\n\"'\\,;&<|}"
    let value = bytes[separator.endIndex...].prefix { !stops.utf8.contains($0) }
    guard let first = value.first, first != UInt8(ascii: "$") else { return nil }
    return value.startIndex..<value.endIndex
  }

  /// Whether the word that ends here begins with two hyphens: `--master-user-`.
  private static func isOption(_ before: ArraySlice<UInt8>) -> Bool {
    let word = before.suffix(32).reversed().prefix { $0.isLetterOrDigit || $0 == 0x2d }
    return Array(word).reversed().starts(with: "--".utf8)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "+/=-_.".utf8.contains(byte)
  }
}

/// A secret within text, and the part of the text that gives it away.
public struct SecretFinding: Sendable, Hashable {
  public let span: Range<Int>
  public let secret: Range<Int>

  public init(span: Range<Int>, secret: Range<Int>) {
    self.span = span
    self.secret = secret
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isCapitalOrDigit: Bool { (0x41...0x5a).contains(self) || isASCIIDigit }
  var isLetterOrDigit: Bool { isCapitalOrDigit || (0x61...0x7a).contains(self) }
}
