/// A term as it stands in a chunk, and comes in its order.
struct SearchTerm: Comparable {
  /// With a full stop before a compound.
  let name: [UInt8]
  let number: Int

  /// The first eight bytes, so that few comparisons look further.
  private let key: UInt64

  init(_ letters: UnsafeBufferPointer<UInt8>, isCompound: Bool, number: Int = 0) {
    let name = isCompound ? [UInt8(ascii: ".")] + letters : Array(letters)
    self.name = name
    self.number = number
    key = (0..<8).reduce(0) { key, index in
      key << 8 | (index < name.count ? UInt64(name[index]) : 0)
    }
  }

  static func < (one: Self, other: Self) -> Bool {
    one.key == other.key ? one.name.lexicographicallyPrecedes(other.name) : one.key < other.key
  }
}
