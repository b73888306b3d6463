/// The words that a mistyped one is compared with, by their length.
enum SearchVocabulary {
  /// In letters; the last one is for longer words too.
  static let lengths = 3...16

  /// Words, and nothing with digits in it: those are ids and versions, where a near one means
  /// something else.
  static func contains(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
    guard term.count >= lengths.lowerBound,
      !term.contains(where: { LetterKind($0) != .lower && $0 < 0x80 })
    else { return false }
    return !FoldedLetters.isIdeograph(term.scalar(at: 0).scalar)
  }

  static func length(_ word: [UInt8]) -> Int {
    let letters = word.count { $0 & 0xC0 != 0x80 }
    return min(max(letters, lengths.lowerBound), lengths.upperBound)
  }
}
