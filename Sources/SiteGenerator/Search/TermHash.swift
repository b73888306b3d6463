/// Of the bytes of a term, eight at a time: most words are one multiplication.
struct TermHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  init() {}

  init(_ term: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < term.count {
      add(term.word(at: start))
      start += 8
    }
  }

  /// The next eight bytes of the term, the first one lowest; zeros behind its end.
  mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
    state ^= state >> 32
  }

  func value(isCompound: Bool) -> UInt32 {
    let mixed = (isCompound ? ~state : state) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
