extension Digest {
  /// An HMAC (RFC 2104): only who has the key can make it, and only who has it can tell whether it
  /// is right.
  public init(of text: String, key: [UInt8]) {
    let short = key.count > Self.blockSize ? Digest(of: key).bytes : key
    let padded = short + [UInt8](repeating: 0, count: Self.blockSize - short.count)
    let inner = Digest(of: padded.map { $0 ^ 0x36 } + Array(text.utf8))
    self.init(of: padded.map { $0 ^ 0x5c } + inner.bytes)
  }

  private static let blockSize = 64

  private var bytes: [UInt8] {
    let digits = hexadecimal.utf8.map { $0 <= 0x39 ? $0 - 0x30 : $0 - 0x61 + 10 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
