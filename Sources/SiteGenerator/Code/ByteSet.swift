/// A set of bytes: any of ASCII, and all or none of those beyond it.
struct ByteSet: Sendable, ExpressibleByStringLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var holdsBeyondASCII = false

  /// Every byte of `bytes`, which are ASCII.
  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  init(stringLiteral text: String) { self.init(text.utf8) }

  private init(low: UInt64, high: UInt64, holdsBeyondASCII: Bool) {
    self.low = low
    self.high = high
    self.holdsBeyondASCII = holdsBeyondASCII
  }

  static func all(but bytes: ByteSet) -> ByteSet {
    ByteSet(low: ~bytes.low, high: ~bytes.high, holdsBeyondASCII: !bytes.holdsBeyondASCII)
  }

  var isEmpty: Bool { low == 0 && high == 0 && !holdsBeyondASCII }

  func contains(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return holdsBeyondASCII }
    return ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 != 0
  }

  func union(_ other: ByteSet) -> ByteSet {
    ByteSet(
      low: low | other.low, high: high | other.high,
      holdsBeyondASCII: holdsBeyondASCII || other.holdsBeyondASCII)
  }

  static let empty = ByteSet([])
  static let digits: ByteSet = "0123456789"

  /// A space or a tab.
  static let blanks: ByteSet = " \t"

  /// Letters, the underscore, and every byte of a letter beyond ASCII.
  static let wordStarts = ByteSet(
    low: 0, high: ByteSet("_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8).high,
    holdsBeyondASCII: true)

  static let words = wordStarts.union(digits)
}
