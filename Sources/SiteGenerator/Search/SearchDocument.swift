/// What the search index takes from one page: small, and kept between builds.
struct SearchDocument: Sendable, Hashable {
  /// For each term a byte with its level and ``compound``, one with its length, and its letters.
  ///
  /// A term is a word, or the words of a compound (`--retention-in-days`) written as one
  /// (`retentionindays`). The level is how much the page is about it: 0 to 3 for how often its text
  /// has it, 4 and 5 for a term of its headings, 6 and 7 for one of its title.
  let terms: ArraySlice<UInt8>

  /// How long the page is, in coarse steps: two for each doubling of its words.
  let length: UInt8

  /// Longer terms are digests and keys, which nobody types.
  static let longestTerm = 40

  /// Marks a compound in the byte of the level.
  static let compound: UInt8 = 8

  init(terms: ArraySlice<UInt8>, length: UInt8) {
    self.terms = terms
    self.length = length
  }

  init(terms: ArraySlice<UInt8>, words: Int) {
    self.init(terms: terms, length: UInt8(Self.steps.firstIndex { words < $0 } ?? Self.steps.count))
  }

  /// 32 words, and then twice as many with every second step.
  private static let steps = (0..<30).map { ($0.isMultiple(of: 2) ? 32 : 45) << ($0 / 2) }

  func forEachTerm(
    _ body: (_ term: UnsafeBufferPointer<UInt8>, _ isCompound: Bool, _ level: UInt8) -> Void
  ) {
    terms.withUnsafeBufferPointer { bytes in
      var position = 0
      while position + 2 <= bytes.count {
        let start = position + 2
        position = min(start + Int(bytes[start - 1]), bytes.count)
        body(
          UnsafeBufferPointer(rebasing: bytes[start..<position]),
          bytes[start - 2] & Self.compound != 0, bytes[start - 2] & 7)
      }
    }
  }
}
