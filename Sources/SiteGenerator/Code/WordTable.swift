/// Words that mean something in a language, looked up by the bytes that a lexer has just read.
///
/// A word of up to 16 bytes is two numbers, so that a look is a multiplication and a comparison.
struct WordTable: Sendable {
  /// The bytes of a word, gathered one by one.
  struct Key: Equatable, Sendable {
    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    private(set) var count = 0

    mutating func add(_ byte: UInt8) {
      if count < 8 {
        first |= UInt64(byte) << UInt64(count * 8)
      } else if count < 16 {
        second |= UInt64(byte) << UInt64((count - 8) * 8)
      }
      count += 1
    }
  }

  struct Meaning: Sendable {
    let kind: CodeToken.Kind

    /// Only as the first word of a command or line.
    var isFirstOnly = false

    /// The next word begins a command again: `if grep …`.
    var beginsCommand = false

    /// The next word is the name of what is declared: `def name`.
    var declares = false
  }

  private struct Slot: Sendable {
    var key = Key()
    var meaning: Meaning?
  }

  private var slots: [Slot]
  private let shift: UInt64

  init(_ groups: [Grammar.Words], ignoringCase: Bool) {
    let count = groups.reduce(0) { $0 + $1.list.count }
    var bits: UInt64 = 4
    while 1 << bits < count * 2 { bits += 1 }
    shift = 64 - bits
    slots = Array(repeating: Slot(), count: 1 << bits)
    for group in groups {
      for word in group.list {
        var key = Key()
        for byte in word.utf8 { key.add(ignoringCase ? byte | 0x20 : byte) }
        precondition(key.count <= 16, "“\(word)” is longer than a key.")
        var index = slot(of: key)
        while slots[index].meaning != nil { index = (index + 1) & (slots.count - 1) }
        slots[index] = Slot(key: key, meaning: group.meaning)
      }
    }
  }

  subscript(key: Key) -> Meaning? {
    guard key.count <= 16 else { return nil }
    var index = slot(of: key)
    while let meaning = slots[index].meaning {
      if slots[index].key == key { return meaning }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private func slot(of key: Key) -> Int {
    let mixed = (key.first ^ (key.second &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> shift)
  }
}
