/// The encoding that UTF-8 is most often mistaken for (WHATWG Encoding Standard, windows-1252).
enum Windows1252 {
  /// 0x80 to 0x9F; the rest is Latin-1. The five bytes without a character stand for themselves.
  private static let high: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]

  /// `nil` for a byte that has no printable character there.
  static func scalar(for byte: UInt8) -> Unicode.Scalar? {
    let scalar = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : Unicode.Scalar(byte)
    return scalar.isControl ? nil : scalar
  }

  static func byte(for scalar: Unicode.Scalar) -> UInt8? {
    if let index = high.firstIndex(of: scalar) { return UInt8(index + 0x80) }
    return scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value)
      ? UInt8(scalar.value) : nil
  }
}
