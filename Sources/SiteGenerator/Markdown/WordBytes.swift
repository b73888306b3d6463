/// Eight bytes of a text as one number, the first one lowest, so that one step looks at all of them.
extension UnsafeBufferPointer<UInt8> {
  /// Zeros stand for what is behind the end.
  func word(at position: Int) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(self)
    let rest = count - position
    if rest >= 8 {
      return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
    if rest >= 4 {
      // The two halves may share bytes, which are the same in both.
      let low = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
      let high = bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(UInt32(littleEndian: low))
        | UInt64(UInt32(littleEndian: high)) << UInt64((rest - 4) * 8)
    }
    var word: UInt64 = 0
    var offset = 0
    while offset < rest {
      word |= UInt64(self[position + offset]) << UInt64(offset * 8)
      offset += 1
    }
    return word
  }

  /// Both are of the same length.
  func holdsSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    while position < count {
      if word(at: position) != other.word(at: position) { return false }
      position += 8
    }
    return true
  }
}

extension UInt64 {
  /// A byte in each of the eight places.
  static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The highest bit of each byte of ASCII that is at least `byte`, and of each beyond ASCII.
  func marks(from byte: UInt8) -> UInt64 {
    ((self & .all(0x7F)) &+ .all(0x80 &- byte) | self) & .all(0x80)
  }

  /// The highest bit of each byte that is this one.
  func marks(of byte: UInt8) -> UInt64 {
    let differences = self ^ .all(byte)
    return ~((differences & .all(0x7F)) &+ .all(0x7F) | differences) & .all(0x80)
  }

  /// How many bytes there are before the first mark; 8 when there is none.
  var bytesBeforeMark: Int { trailingZeroBitCount / 8 }

  /// The first `count` bytes, less than eight, and zeros.
  func first(_ count: Int) -> UInt64 { self & (1 << UInt64(count * 8) &- 1) }
}
