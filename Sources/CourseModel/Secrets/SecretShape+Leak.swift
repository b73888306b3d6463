extension SecretShape {
  /// A finding that is no placeholder, and that has all the marks of what it seems to be.
  func leak(in bytes: [UInt8], at start: Int) -> Leak? {
    guard let finding = finding(in: bytes, at: start) else { return nil }
    let value = bytes[finding.secret]
    guard let kind = leakKind(of: value, at: start, in: bytes) else { return nil }
    return Leak(
      kind: kind, meaning: meaning, range: finding.secret,
      value: String(decoding: value, as: UTF8.self))
  }

  private func leakKind(of value: ArraySlice<UInt8>, at start: Int, in bytes: [UInt8])
    -> Leak.Kind?
  {
    switch kind {
    case .accessKeyID:
      // What follows the first four letters is base32 (RFC 4648, section 6).
      let isWord = start > 0 && (bytes[start - 1].isLetterOrDigit || bytes[start - 1] == 0x5f)
      let isBase32 = value.dropFirst(4).allSatisfy { $0 > 0x40 || (0x32...0x37).contains($0) }
      return value.count == 20 && isBase32 && !isWord && !Placeholder.isFiller(value)
        ? .secret : nil
    case .token:
      return isWholeToken(value) && !Placeholder.isFiller(value) ? .secret : nil
    case .prefixed, .keyBlock:
      return Placeholder.isFiller(value) ? nil : .secret
    case .address:
      return isRemote(bytes[value.endIndex...]) && !Placeholder.isPlaceholder(value)
        ? .secret : nil
    case .named:
      return namedKind(of: value)
    case .header:
      return nil
    }
  }

  /// Three parts, the first two of which are JSON; or the password that a registry of AWS gave.
  private func isWholeToken(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count == 1 {
      return value.count >= 200 && value.starts(with: "eyJwYXlsb2FkIjoi".utf8)
    }
    return parts.count == 3 && parts[1].starts(with: "eyJ".utf8) && parts[2].count >= 16
  }

  /// Whether the address, from the `@` on, names a host that others can reach.
  private func isRemote(_ rest: ArraySlice<UInt8>) -> Bool {
    let host = rest.dropFirst().prefix { $0.isLetterOrDigit || "-_.".utf8.contains($0) }
    return host.contains(UInt8(ascii: ".")) && !host.starts(with: "127.".utf8)
      && !host.starts(with: "0.0.".utf8) && !host.starts(with: "192.168.".utf8)
      && !host.starts(with: "10.".utf8) && !Placeholder.isPlaceholder(host)
  }

  private func namedKind(of value: ArraySlice<UInt8>) -> Leak.Kind? {
    let hasLetter = value.contains { $0 > 0x40 && $0.isLetterOrDigit }
    let hasDigit = value.contains(where: \.isASCIIDigit)
    guard hasLetter, hasDigit else { return nil }
    switch meaning {
    case "an AWS secret access key":
      let isBase64 = value.allSatisfy { $0.isLetterOrDigit || $0 == 0x2b || $0 == 0x2f }
      let hasBoth =
        value.contains { (0x61...0x7a).contains($0) }
        && value.contains { (0x41...0x5a).contains($0) }
      return value.count == 40 && isBase64 && hasBoth && !Placeholder.isFiller(value)
        ? .secret : nil
    case "an AWS session token":
      let isBase64 = value.allSatisfy { $0.isLetterOrDigit || "+/=".utf8.contains($0) }
      return value.count >= 100 && isBase64 && !Placeholder.isFiller(value) ? .secret : nil
    case "a password":
      let isText = value.allSatisfy { $0 > 0x20 && !".,;:`'\"\\/".utf8.contains($0) }
      return value.count >= 8 && isText && !Placeholder.isPlaceholder(value) ? .likelySecret : nil
    default:
      let isText = value.allSatisfy { $0.isLetterOrDigit || "-_".utf8.contains($0) }
      return value.count >= 20 && isText && !Placeholder.isPlaceholder(value)
        ? .likelySecret : nil
    }
  }
}
