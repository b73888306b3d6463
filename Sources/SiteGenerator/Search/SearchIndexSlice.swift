/// Some of an index's chunks, as one worker makes them from all documents.
struct SearchIndexSlice {
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
      let chunk = layout.chunk(of: term)
      guard chunk & (count - 1) == number else { return }
      let number = table.number(of: term, isCompound: isCompound)
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

/// What is between the quotes of a chunk's file.
struct ChunkContent {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ name: some Sequence<UInt8>, _ postings: some Sequence<UInt8>) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: postings)
  }
}
