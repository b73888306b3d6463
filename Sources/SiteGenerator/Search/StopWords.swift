/// English words that nearly every page has. In the text of a page they are not counted; in
/// headings they are, where they may be all there is.
struct StopWords {
  /// Each word's letters in one number, at the place that the number asks for or behind it; 0 is free.
  private var slots = [UInt64](repeating: 0, count: 256)

  private static let longest = 5

  /// None, for a language that is not English.
  init(language: String) {
    guard language.lowercased().hasPrefix("en") else { return }
    for var word in Self.english {
      let letters = word.withUTF8 { $0.word(at: 0) }
      slots[slot(of: letters)] = letters
    }
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count <= Self.longest, case let letters = word.word(at: 0), letters != 0 else {
      return false
    }
    return slots[slot(of: letters)] == letters
  }

  /// Where the word is, or would be.
  private func slot(of letters: UInt64) -> Int {
    var slot = Int((letters &* 0x9FB2_1C65_1E98_DF25) >> 56)
    while slots[slot] != 0, slots[slot] != letters { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private static let english = [
    "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "no", "not", "of", "on", "one", "or", "so", "that", "the",
    "their", "then", "there", "these", "they", "this", "to", "was", "what", "when", "which", "will",
    "with", "you", "your",
  ]
}
