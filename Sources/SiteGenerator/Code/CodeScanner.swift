/// A place in source text, and what the lexers look and step with. No look goes beyond the range.
struct CodeScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  var at: Int
  var tokens = CodeTokens()

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    at = range.lowerBound
  }

  var end: Int { range.upperBound }
  var isAtEnd: Bool { at >= range.upperBound }

  /// Zero beyond the range.
  func byte(_ index: Int) -> UInt8 { range.contains(index) ? bytes[index] : 0 }

  /// The byte before this one; a line feed at the beginning.
  var previous: UInt8 { at > range.lowerBound ? bytes[at - 1] : UInt8(ascii: "\n") }

  func starts(with text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= end else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Where the run of bytes of `set` ends that begins at `index`.
  mutating func end(of set: ByteSet, from index: Int) -> Int {
    var next = index
    while next < end, set.contains(bytes[next]) { next += 1 }
    tokens.steps += next - index + 1
    return next
  }

  mutating func position(of byte: UInt8, from index: Int, before limit: Int) -> Int? {
    var next = index
    while next < limit, bytes[next] != byte { next += 1 }
    tokens.steps += next - index + 1
    return next < limit ? next : nil
  }

  /// Where `text` begins; `nil` when it does not come any more.
  mutating func position(of text: StaticString, from index: Int) -> Int? {
    var next = index
    while let found = position(of: text.utf8Start[0], from: next, before: end) {
      if starts(with: text, at: found) { return found }
      next = found + 1
    }
    return nil
  }

  /// The index of the line feed, or the end.
  mutating func lineEnd(from index: Int) -> Int {
    position(of: UInt8(ascii: "\n"), from: index, before: end) ?? end
  }

  /// What lies from here to `end` is a token; steps behind it.
  mutating func add(_ kind: CodeToken.Kind, to end: Int) {
    tokens.add(kind, at..<min(end, self.end))
    at = max(at, min(end, self.end))
  }
}
