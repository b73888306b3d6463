/// English words that nearly every page has. In the text of a page they are not counted; in
/// headings they are, where they may be all there is.
struct StopWords {
  /// Each word's letters in one number.
  private let words: Set<UInt64>

  private static let longest = 5

  /// None, for a language that is not English.
  init(language: String) {
    words =
      language.lowercased().hasPrefix("en") ? Set(Self.english.map { Self.packed($0.utf8) }) : []
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.count <= Self.longest && words.contains(Self.packed(word))
  }

  private static func packed(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let english = [
    "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "no", "not", "of", "on", "one", "or", "so", "that", "the",
    "their", "then", "there", "these", "they", "this", "to", "was", "what", "when", "which", "will",
    "with", "you", "your",
  ]
}
