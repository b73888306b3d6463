/// Gives each different term a number, in the order in which they come.
struct TermTable {
  private struct Term {
    let hash: UInt32
    let start: Int32
    let length: UInt8
    let isCompound: Bool
  }

  private var terms: [Term] = []
  private var letters: [UInt8] = []

  /// One more than a term's number; 0 is free. A power of two of them, at least half of them free.
  private var slots: [Int32]

  var count: Int { terms.count }

  init(capacity: Int = 1024) { slots = [Int32](repeating: 0, count: capacity * 2) }

  mutating func number(of term: UnsafeBufferPointer<UInt8>, isCompound: Bool) -> Int {
    let hash = Self.hash(term, isCompound)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if terms[number].hash == hash, isSame(terms[number], term, isCompound) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(terms.count + 1)
    terms.append(
      Term(
        hash: hash, start: Int32(letters.count), length: UInt8(term.count), isCompound: isCompound))
    letters.append(contentsOf: term)
    if terms.count * 2 > slots.count { grow() }
    return terms.count - 1
  }

  /// All terms in the order of their numbers.
  func forEach(
    _ body: (_ number: Int, _ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool) -> Void
  ) {
    letters.withUnsafeBufferPointer { letters in
      for number in terms.indices {
        let start = Int(terms[number].start)
        let term = letters[start..<(start + Int(terms[number].length))]
        body(number, UnsafeBufferPointer(rebasing: term), terms[number].isCompound)
      }
    }
  }

  /// Keeps the memory for the next terms.
  mutating func removeAll() {
    terms.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = 0 }
  }

  private func isSame(
    _ known: Term, _ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool
  ) -> Bool {
    guard known.isCompound == isCompound, Int(known.length) == term.count else { return false }
    return letters.withUnsafeBufferPointer { letters in
      let start = Int(known.start)
      for offset in term.indices where letters[start + offset] != term[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, term) in terms.enumerated() {
      var slot = Int(term.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  /// FNV-1a: quick for the few letters of a term.
  private static func hash(_ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool) -> UInt32 {
    var hash: UInt32 = isCompound ? 0x811C_9DC4 : 0x811C_9DC5
    for byte in term { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ hash >> 15
  }
}
