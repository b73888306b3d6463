/// Gives each different term a number, in the order in which they come.
///
/// It is asked about every word of every page, so it keeps its memory by hand.
struct TermTable: ~Copyable {
  private(set) var count = 0

  /// A hash above, one more than a term's number below; 0 is free. A power of two of them, at least
  /// half of them free.
  private var slots: UnsafeMutableBufferPointer<UInt64>

  /// Where in `letters` each term begins.
  private var starts: UnsafeMutableBufferPointer<Int32>

  /// For each term whether it is a compound, its length, and its letters.
  private var letters: UnsafeMutableBufferPointer<UInt8>
  private var used = 0

  /// `capacity` is a power of two, and grows.
  init(capacity: Int = 512) {
    slots = .allocate(capacity: capacity * 2)
    slots.initialize(repeating: 0)
    starts = .allocate(capacity: capacity)
    letters = .allocate(capacity: capacity * 16)
  }

  deinit {
    slots.deallocate()
    starts.deallocate()
    letters.deallocate()
  }

  /// A term has at most 255 letters. `hash` is its ``TermHash``.
  mutating func number(
    of term: UnsafeBufferPointer<UInt8>, isCompound: Bool, hash: TermHash
  ) -> Int {
    let hash = hash.value(isCompound: isCompound)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash {
        let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if isTerm(number, term, isCompound) { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    append(term, isCompound)
    slots[slot] = UInt64(hash) << 32 | UInt64(count)
    if count == starts.count { grow() }
    return count - 1
  }

  /// All terms in the order of their numbers, packed as in ``SearchDocument/terms``. `level` gives
  /// each its level, or `nil` for a term that is left out.
  func packed(
    level: (_ number: Int, _ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool) -> UInt8?
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: used) { memory, written in
      for number in 0..<count {
        let start = Int(starts[number])
        let end = start + 2 + Int(letters[start + 1])
        let term = UnsafeBufferPointer(rebasing: letters[(start + 2)..<end])
        guard let level = level(number, term, letters[start] != 0) else { continue }
        memory[written] = level | (letters[start] != 0 ? SearchDocument.compound : 0)
        _ = memory[(written + 1)...].update(fromContentsOf: letters[(start + 1)..<end])
        written += end - start
      }
    }
  }

  /// All terms in the order of their numbers.
  func forEach(
    _ body: (_ number: Int, _ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool) -> Void
  ) {
    for number in 0..<count {
      let start = Int(starts[number])
      let term = letters[(start + 2)..<(start + 2 + Int(letters[start + 1]))]
      body(number, UnsafeBufferPointer(rebasing: term), letters[start] != 0)
    }
  }

  /// Keeps the memory for the next terms.
  mutating func removeAll() {
    slots.update(repeating: 0)
    count = 0
    used = 0
  }

  private func isTerm(
    _ number: Int, _ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool
  ) -> Bool {
    let start = Int(starts[number])
    guard (letters[start] != 0) == isCompound, Int(letters[start + 1]) == term.count else {
      return false
    }
    return UnsafeBufferPointer(rebasing: letters[(start + 2)..<(start + 2 + term.count)])
      .holdsSame(as: term)
  }

  private mutating func append(_ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool) {
    if used + term.count + 2 > letters.count { letters.grow(keeping: used) }
    starts[count] = Int32(used)
    letters[used] = isCompound ? 1 : 0
    letters[used + 1] = UInt8(term.count)
    _ = letters[(used + 2)...].update(fromContentsOf: term)
    used += term.count + 2
    count += 1
  }

  private mutating func grow() {
    starts.grow(keeping: count)
    let old = slots
    slots = .allocate(capacity: old.count * 2)
    slots.initialize(repeating: 0)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
    old.deallocate()
  }
}

extension UnsafeMutableBufferPointer {
  /// Twice as many elements, of which the first `count` are taken along.
  fileprivate mutating func grow(keeping count: Int) {
    let larger = Self.allocate(capacity: self.count * 2)
    _ = larger.moveInitialize(fromContentsOf: self[..<count])
    deallocate()
    self = larger
  }
}
