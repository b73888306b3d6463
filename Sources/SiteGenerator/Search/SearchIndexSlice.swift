/// Some of an index's chunks, as one worker makes them from all documents.
struct SearchIndexSlice: ~Copyable {
  private let layout: SearchLayout
  private let number: Int

  /// A power of two.
  private let count: Int
  private var table = TermTable(capacity: 16_384)

  /// By term.
  private var chunks: [Int] = []
  private var frequencies: [Int] = []

  /// In the order of the pages: a term, and a page with its level.
  private var entries: [(term: UInt32, page: UInt32)] = []

  init(layout: SearchLayout, number: Int, of count: Int) {
    self.layout = layout
    self.number = number
    self.count = count
  }

  /// Pages come in ascending order.
  mutating func add(_ document: SearchDocument, page: Int) {
    document.forEachTerm { term, isCompound, level in
      let chunk = layout.chunk(of: term, isCompound: isCompound)
      guard chunk & (count - 1) == number else { return }
      let number = table.number(of: term, isCompound: isCompound, hash: TermHash(term))
      if number == chunks.count {
        chunks.append(chunk)
        frequencies.append(0)
      }
      frequencies[number] += 1
      entries.append((UInt32(number), UInt32(page << 3) | UInt32(level)))
    }
  }

  /// Each chunk of the slice with its content, and the words for ``SearchVocabulary``.
  func content() -> (chunks: [(Int, [UInt8])], words: [[UInt8]]) {
    let pages = pagesByTerm()
    var words: [[UInt8]] = []
    var terms = [[SearchTerm]](repeating: [], count: layout.chunks / count)
    table.forEach { number, letters, isCompound in
      if !isCompound, SearchVocabulary.contains(letters) { words.append(Array(letters)) }
      terms[chunks[number] / count].append(
        SearchTerm(letters, isCompound: isCompound, number: number))
    }
    var postings = Postings()
    let contents = terms.enumerated().map { index, terms in
      var content = ChunkContent()
      for term in terms.sorted() {
        postings.removeAll()
        for entry in pages.entries[pages.starts[term.number]..<pages.starts[term.number + 1]] {
          postings.add(page: Int(entry >> 3), level: UInt8(entry & 7))
        }
        content.add(term.name, postings.bytes)
      }
      return (index * count + number, content.bytes)
    }
    return (contents, words)
  }

  /// The pages of each term side by side, and where each term's begin.
  private func pagesByTerm() -> (starts: [Int], entries: [UInt32]) {
    var starts = [0]
    starts.reserveCapacity(frequencies.count + 1)
    for frequency in frequencies { starts.append(starts[starts.count - 1] + frequency) }
    var next = starts
    let sorted = [UInt32](unsafeUninitializedCapacity: entries.count) { buffer, count in
      for entry in entries {
        buffer[next[Int(entry.term)]] = entry.page
        next[Int(entry.term)] += 1
      }
      count = entries.count
    }
    return (starts, sorted)
  }
}
