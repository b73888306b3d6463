/// The words after a fence's mark: ```` ```sh fault=retention title="A week" ````.
struct FenceInfo: Equatable {
  struct Word: Equatable {
    /// The part before `=`, or the whole word.
    let name: String

    /// The part behind `=`, without its quotes; `nil` without `=`.
    let value: String?

    /// Offset of the word in the file.
    let offset: Int

    /// A quote that is opened and never closed.
    let isUnclosed: Bool
  }

  /// The first word, in lowercase; empty when there is none or when it is an attribute.
  let language: String
  let words: [Word]

  init(_ fence: Fence) {
    var words: [Word] = []
    var rest = Array(fence.info.utf8)[...]
    while let word = Self.word(from: &rest, at: fence.infoOffset) { words.append(word) }
    if let first = words.first, first.value == nil, !first.name.hasPrefix("{") {
      language = first.name.lowercased()
      words.removeFirst()
    } else {
      language = ""
    }
    self.words = words
  }

  private static func word(from rest: inout ArraySlice<UInt8>, at base: Int) -> Word? {
    rest = rest.drop(while: \.isBlank)
    guard !rest.isEmpty else { return nil }
    let offset = base + rest.startIndex
    var (name, value): ([UInt8], [UInt8]?) = ([], nil)
    var quote: UInt8?
    if rest.first == UInt8(ascii: "{") { quote = UInt8(ascii: "}") }
    while let byte = rest.first, quote != nil || !byte.isBlank {
      // Lines in braces may touch the word before them: `sh{1,3}`.
      if byte == UInt8(ascii: "{"), quote == nil, value == nil { break }
      rest.removeFirst()
      if byte == quote {
        if value == nil { name.append(byte) }
        quote = nil
      } else if quote == nil, value?.isEmpty == true, "\"'{".utf8.contains(byte) {
        quote = byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : byte
      } else if value != nil {
        value?.append(byte)
      } else if byte == UInt8(ascii: "="), quote == nil {
        value = []
      } else {
        name.append(byte)
      }
    }
    return Word(
      name: String(decoding: name, as: UTF8.self),
      value: value.map { String(decoding: $0, as: UTF8.self) }, offset: offset,
      isUnclosed: quote != nil)
  }
}
