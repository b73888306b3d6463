/// What gives a secret away without its being known: how it begins, or the name before it.
struct SecretShape: Sendable {
  private enum Kind {
    /// `AKIA` or `ASIA` and 16 capitals and digits: an AWS access key id.
    case accessKeyID
    /// `eyJ` and more of base64: a JSON web token, a registry's login password.
    case token
    /// `://user:secret@host`
    case address
    /// `SecretAccessKey": "secret"`, `aws_session_token = secret`, `--password secret`
    case named
    /// `Authorization: ` and the rest of the line.
    case header
  }

  private let kind: Kind
  private let trigger: [UInt8]

  static let all: [SecretShape] =
    [
      SecretShape(kind: .accessKeyID, trigger: Array("AKIA".utf8)),
      SecretShape(kind: .accessKeyID, trigger: Array("ASIA".utf8)),
      SecretShape(kind: .token, trigger: Array("eyJ".utf8)),
      SecretShape(kind: .address, trigger: Array("://".utf8)),
      SecretShape(kind: .header, trigger: Array("authorization".utf8)),
    ]
    + [
      "secretaccesskey", "secret_access_key", "secret-access-key", "sessiontoken",
      "session_token", "session-token", "securitytoken", "security_token", "security-token",
      "authorizationtoken", "clientsecret", "client_secret", "password", "passwd",
    ].map { SecretShape(kind: .named, trigger: Array($0.utf8)) }

  private var ignoresCase: Bool { kind == .named || kind == .header }

  /// The bytes that this one of the trigger may be.
  func spellings(at index: Int) -> [UInt8] {
    let byte = trigger[index]
    return ignoresCase && (0x61...0x7a).contains(byte) ? [byte, byte - 0x20] : [byte]
  }

  /// The trigger is there, or begins at the end of the text.
  func mayBegin(in bytes: [UInt8], at start: Int) -> Bool {
    for i in 0..<min(trigger.count, bytes.count - start) {
      let byte = bytes[start + i]
      let isCapital = ignoresCase && (0x41...0x5a).contains(byte)
      if (isCapital ? byte + 0x20 : byte) != trigger[i] { return false }
    }
    return true
  }

  func finding(in bytes: [UInt8], at start: Int) -> SecretFinding? {
    let end = start + trigger.count
    guard end <= bytes.count, mayBegin(in: bytes, at: start),
      let secret = secret(in: bytes, from: start, after: end)
    else { return nil }
    return SecretFinding(span: start..<secret.upperBound, secret: secret)
  }

  private func secret(in bytes: [UInt8], from start: Int, after end: Int) -> Range<Int>? {
    switch kind {
    case .accessKeyID:
      let stop = bytes[end...].firstIndex { !Self.isCapitalOrDigit($0) } ?? bytes.count
      return stop - end >= 16 ? start..<stop : nil
    case .token:
      let stop = bytes[end...].firstIndex { !Self.isTokenByte($0) } ?? bytes.count
      return stop - end >= 20 ? start..<stop : nil
    case .address:
      let authority = bytes[end...].prefix { !"/?# \t\r\n\"'<>".utf8.contains($0) }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
        let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
      else { return nil }
      return colon + 1..<at
    case .named, .header:
      return value(in: bytes, from: start, after: end)
    }
  }

  /// After a name: `=`, `:`, a cell border or a tag's end, with quotes and blanks around it. After
  /// an option a blank is enough. A shell variable is not a value.
  private func value(in bytes: [UInt8], from start: Int, after end: Int) -> Range<Int>? {
    let separator = bytes[end...].prefix { " \t\"'\\:=>|".utf8.contains($0) }
    let isAssigned = separator.contains { ":=>|".utf8.contains($0) }
    let isOption = start >= 2 && bytes[start - 2..<start].elementsEqual("--".utf8)
    guard isAssigned || (isOption && !separator.isEmpty) else { return nil }
    let isQuoted = separator.last.map { "\"'".utf8.contains($0) } ?? false
    let stops = kind == .header ? "\r\n\"'" : isQuoted ? "\r\n\"'\\" : " \t\r\n\"'\\,;&<|}"
    let value = bytes[separator.endIndex...].prefix { !stops.utf8.contains($0) }
    guard let first = value.first, first != UInt8(ascii: "$") else { return nil }
    return value.startIndex..<value.endIndex
  }

  private static func isCapitalOrDigit(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isCapitalOrDigit(byte) || (0x61...0x7a).contains(byte) || "+/=-_.".utf8.contains(byte)
  }
}
