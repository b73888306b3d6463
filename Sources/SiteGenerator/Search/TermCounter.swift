/// Counts the terms of one page: how often it has each, and whether in its title or headings. What it
/// is a part of gives it terms too, and counts for nothing.
///
/// It lives for many pages, so that its memory is taken once.
struct TermCounter: ~Copyable {
  enum Field { case title, group, heading, text }

  private struct Count {
    var isInTitle = false
    var isInHeading = false
    var times: UInt8 = 0
  }

  private let stopWords: StopWords
  private var table = TermTable()
  private var counts: [Count] = []

  init(stopWords: StopWords) { self.stopWords = stopWords }

  mutating func add(
    _ term: UnsafeBufferPointer<UInt8>, hash: TermHash, isCompound: Bool, in field: Field
  ) {
    guard term.count <= SearchDocument.longestTerm else { return }
    let number = table.number(of: term, isCompound: isCompound, hash: hash)
    if number == counts.count { counts.append(Count()) }
    switch field {
    case .title: counts[number].isInTitle = true
    case .heading: counts[number].isInHeading = true
    case .group: return
    case .text: break
    }
    if counts[number].times < .max { counts[number].times += 1 }
  }

  /// The page's terms, packed as in ``SearchDocument/terms``; the next page can then be counted.
  mutating func takeTerms() -> [UInt8] {
    let packed = table.packed { number, term, isCompound in
      let level = Self.level(of: counts[number])
      return level < 4 && !isCompound && stopWords.contains(term) ? nil : level
    }
    table.removeAll()
    counts.removeAll(keepingCapacity: true)
    return packed
  }

  /// Steps are coarse, so that an edit elsewhere on the page seldom changes them.
  private static func level(of count: Count) -> UInt8 {
    switch (count.isInTitle, count.isInHeading, count.times) {
    case (true, _, 4...): 7
    case (true, _, _): 6
    case (_, true, 4...): 5
    case (_, true, _): 4
    case (_, _, 6...): 3
    case (_, _, 3...): 2
    case (_, _, 2): 1
    default: 0
    }
  }
}
