/// The tags of raw HTML (GitHub Flavored Markdown 0.29, section 6.10).
enum HTMLTag {
  /// The letters, digits and hyphens that a tag's name consists of; `nil` without a first letter.
  static func name(at text: Substring) -> Substring? {
    guard let first = text.first, first.isASCII, first.isLetter else { return nil }
    return text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  /// Whether the line is one complete tag and white space.
  static func isWhole(_ line: String) -> Bool {
    let isClosing = line.hasPrefix("</")
    var rest = line.dropFirst(isClosing ? 2 : 1)
    guard let name = name(at: rest) else { return false }
    rest = rest.dropFirst(name.count)
    if !isClosing { while dropAttribute(&rest) {} }
    rest = rest.drop { $0.isBlank }
    if !isClosing, rest.hasPrefix("/") { rest = rest.dropFirst() }
    return rest.hasPrefix(">") && rest.dropFirst().allSatisfy(\.isBlank)
  }

  /// White space, a name, and perhaps `=` and a value.
  private static func dropAttribute(_ text: inout Substring) -> Bool {
    let start = text.drop { $0.isBlank }
    let name = start.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_:.-".contains($0))
    }
    guard start.startIndex > text.startIndex, let first = name.first,
      first.isLetter || "_:".contains(first)
    else { return false }
    text = start.dropFirst(name.count)
    let equals = text.drop { $0.isBlank }
    guard equals.hasPrefix("=") else { return true }
    let value = equals.dropFirst().drop { $0.isBlank }
    guard let quote = value.first, "\"'".contains(quote) else {
      let bare = value.prefix { !$0.isBlank && !"\"'=<>`".contains($0) }
      text = value.dropFirst(bare.count)
      return !bare.isEmpty
    }
    guard let end = value.dropFirst().firstIndex(of: quote) else { return false }
    text = value[value.index(after: end)...]
    return true
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
