/// Finds the terms in the text of pages.
///
/// Words that are written as one (`docker-compose.yml`, `/api/health-check`, `taskRoleArn`) are terms
/// themselves, and together they are a compound. `Site/search/1-words.js` cuts what the reader types
/// in the same way; the lines of Fixtures/search/terms.txt hold both to it.
struct TermScanner: ~Copyable {
  private var counter: TermCounter
  private var joined = JoinedWords()
  private var folded = FoldedLetters()
  private var words = 0

  /// Gets the letters of one word after the other.
  private var letters = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)

  init(language: String) { counter = TermCounter(stopWords: StopWords(language: language)) }

  deinit { letters.deallocate() }

  mutating func scan(_ text: UnsafeBufferPointer<UInt8>, as field: TermCounter.Field) {
    makeRoom(for: text)
    var position = 0
    while position < text.count {
      let start = position
      let kind = text.kind(at: start)
      if kind == .separator {
        position += 1
      } else if let word = text.plainWord(
        at: start, kind, letters: UnsafeMutableRawBufferPointer(letters))
      {
        position += word.length
        add(UnsafeBufferPointer(rebasing: letters[..<word.length]), word.hash, field)
      } else if kind != .other || !scanIdeographs(text, from: &position, field) {
        joined.read(text, from: &position, letters: letters, folding: &folded)
        addJoined(UnsafeBufferPointer(letters), field)
        if position == start { position += text.scalar(at: start).length }
      }
    }
  }

  /// Folded letters may be longer than they were, and a word is written in steps of eight bytes.
  private mutating func makeRoom(for text: UnsafeBufferPointer<UInt8>) {
    let needed = text.count * 4 + 8
    guard needed > letters.count else { return }
    letters.deallocate()
    letters = .allocate(capacity: needed)
  }

  /// The next page can then be scanned.
  mutating func takeDocument() -> SearchDocument {
    defer { words = 0 }
    return SearchDocument(terms: counter.takeTerms()[...], words: words)
  }

  /// A word that stands alone. Single letters and digits count in headings only.
  private mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, _ hash: TermHash, _ field: TermCounter.Field
  ) {
    words += 1
    if word.count > 1 || field != .text {
      counter.add(word, hash: hash, isCompound: false, in: field)
    }
  }

  private mutating func add(
    part: Slice<UnsafeBufferPointer<UInt8>>, isCompound: Bool, _ field: TermCounter.Field
  ) {
    let term = UnsafeBufferPointer(rebasing: part)
    counter.add(term, hash: TermHash(term), isCompound: isCompound, in: field)
  }

  private mutating func addJoined(
    _ letters: UnsafeBufferPointer<UInt8>, _ field: TermCounter.Field
  ) {
    let parts = joined.parts
    guard parts.count > 1 else {
      guard let only = parts.first else { return }
      let word = UnsafeBufferPointer(rebasing: letters[only])
      return add(word, TermHash(word), field)
    }
    words += 1
    for part in parts where part.count > 1 { add(part: letters[part], isCompound: false, field) }
    for group in joined.groups where group.count > 1 {
      let span = parts[group.lowerBound].lowerBound..<parts[group.upperBound - 1].upperBound
      add(part: letters[span], isCompound: true, field)
    }
  }

  /// `false` when there is none. A single one is a term, as it may be all of a heading.
  private mutating func scanIdeographs(
    _ text: UnsafeBufferPointer<UInt8>, from position: inout Int, _ field: TermCounter.Field
  ) -> Bool {
    guard position < text.count, text[position] >= 0x80 else { return false }
    var starts: [Int] = []
    var end = position
    while end < text.count, text[end] >= 0x80 {
      let next = text.scalar(at: end)
      guard case .ideograph = folded.letter(next.scalar) else { break }
      starts.append(end)
      end += next.length
    }
    guard !starts.isEmpty else { return false }
    starts.append(end)
    words += max(starts.count - 2, 1)
    for index in 0..<max(starts.count - 2, 1) {
      let term = text[starts[index]..<starts[min(index + 2, starts.count - 1)]]
      add(part: term, isCompound: false, field)
    }
    position = end
    return true
  }
}
