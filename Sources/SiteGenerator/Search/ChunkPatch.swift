/// What becomes of one chunk when one page changes.
struct ChunkPatch {
  struct Change {
    let name: [UInt8]

    /// The page's new level; `nil` when it has lost the term.
    let level: UInt8?
  }

  let page: Int

  /// In the order of their names.
  let changes: [Change]

  /// `nil` for what no chunk looks like.
  func apply(to content: ArraySlice<UInt8>, _ words: inout WordChanges) -> [UInt8]? {
    let pieces = content.split(separator: SearchIndex.space)
    guard pieces.count.isMultiple(of: 2) else { return nil }
    var patched = ChunkContent(capacity: content.count + changes.count * 16)
    var rest = changes[...]
    for index in stride(from: 0, to: pieces.count, by: 2) {
      let name = pieces[index]
      while let change = rest.first, change.name.lexicographicallyPrecedes(name) {
        add(change, to: &patched, &words)
        rest.removeFirst()
      }
      guard let change = rest.first, change.name.elementsEqual(name) else {
        patched.add(name, pieces[index + 1])
        continue
      }
      rest.removeFirst()
      guard let postings = self.postings(pieces[index + 1], change.level) else { return nil }
      if postings.bytes.isEmpty {
        words.remove(change.name)
      } else {
        patched.add(name, postings.bytes)
      }
    }
    for change in rest { add(change, to: &patched, &words) }
    return patched.bytes
  }

  /// A term that no page had so far.
  private func add(_ change: Change, to content: inout ChunkContent, _ words: inout WordChanges) {
    guard let level = change.level else { return }
    var postings = Postings()
    postings.add(page: page, level: level)
    content.add(change.name, postings.bytes)
    words.add(change.name)
  }

  private func postings(_ bytes: ArraySlice<UInt8>, _ level: UInt8?) -> Postings? {
    guard let known = Postings.read(bytes) else { return nil }
    var entries = known.filter { $0.page != page }
    if let level {
      let index = entries.firstIndex { $0.page > page } ?? entries.count
      entries.insert((page, level), at: index)
    }
    var postings = Postings()
    for entry in entries { postings.add(page: entry.page, level: entry.level) }
    return postings
  }
}

/// Words that no page had before, and words that no page has any more.
struct WordChanges {
  private var lengths: [Int: (added: [[UInt8]], removed: Set<[UInt8]>)] = [:]

  var byLength: [(Int, (added: [[UInt8]], removed: Set<[UInt8]>))] {
    lengths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  mutating func add(_ name: [UInt8]) {
    guard name.withUnsafeBufferPointer(SearchVocabulary.contains) else { return }
    lengths[SearchVocabulary.length(name), default: ([], [])].added.append(name)
  }

  mutating func remove(_ name: [UInt8]) {
    guard name.withUnsafeBufferPointer(SearchVocabulary.contains) else { return }
    lengths[SearchVocabulary.length(name), default: ([], [])].removed.insert(name)
  }
}
