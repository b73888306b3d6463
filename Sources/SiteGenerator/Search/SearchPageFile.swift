/// The file that a page's results are shown from: its title, and its sections with their text.
enum SearchPageFile {
  /// Bytes of text that one page may have in full. Of what comes after, each section shows its
  /// beginning, so that a very long page does not make every search slow that finds it.
  static let longestText = 24_000
  static let shortenedText = 200

  static func bytes(_ heading: SearchReader.Heading, _ text: SearchText) -> [UInt8] {
    var script = ScriptWriter(capacity: min(text.bytes.count, longestText) + 1024)
    script.markup("labs.search.add([")
    script.text(heading.address)
    script.markup(",")
    script.text(heading.title)
    script.markup(",")
    script.text(heading.group)
    script.markup(",[")
    var rest = longestText
    text.bytes.withUnsafeBufferPointer { bytes in
      for (number, section) in text.sections.enumerated() {
        let shown = bytes[section.text].trimmed.shortened(to: max(rest, shortenedText))
        rest -= shown.count
        script.markup(number == 0 ? "[" : ",[")
        section.id.withUnsafeBufferPointer { script.text($0) }
        script.markup(",")
        script.text(UnsafeBufferPointer(rebasing: bytes[section.heading].trimmed))
        script.markup(",")
        script.text(UnsafeBufferPointer(rebasing: shown))
        script.markup("]")
      }
    }
    script.markup("]])\n")
    return script.bytes
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Without the single spaces around it.
  fileprivate var trimmed: Self {
    var slice = self
    if slice.first == UInt8(ascii: " ") { slice = slice.dropFirst() }
    if slice.last == UInt8(ascii: " ") { slice = slice.dropLast() }
    return slice
  }

  /// Cut between words where there are any, and never inside a letter.
  fileprivate func shortened(to length: Int) -> Self {
    guard count > length else { return self }
    let start = prefix(length)
    if let space = start.lastIndex(of: UInt8(ascii: " ")) { return self[startIndex..<space] }
    var end = start.endIndex
    while end > startIndex, self[end] & 0xC0 == 0x80 { end -= 1 }
    return self[startIndex..<end]
  }
}
