import CourseModel

/// What an HTML comment on a line of its own asks of the page: `<!-- tabs -->`. GitHub shows none
/// of them, so the Markdown reads there as if they were not written.
enum Directive: String, CaseIterable {
  case tabs, cases, matrix
  case endOfTabs = "/tabs"
  case endOfCases = "/cases"

  /// As authors write it.
  var comment: String { "<!-- \(rawValue) -->" }

  /// Where the blocks that it begins come to their end; `nil` for one that begins none.
  var end: Directive? {
    switch self {
    case .tabs: .endOfTabs
    case .cases: .endOfCases
    default: nil
    }
  }

  /// What stands between `<!--` and `-->`; `nil` when the HTML is more than one short comment.
  static func text(of html: UnsafeBufferPointer<UInt8>) -> String? {
    guard html.count < 60, let start = html.firstIndex(where: { !isSpace($0) }),
      let last = html.lastIndex(where: { !isSpace($0) }), last - start >= 6,
      html[start...].starts(with: "<!--".utf8), html[(last - 2)...].starts(with: "-->".utf8)
    else { return nil }
    let inside = html[(start + 4)..<(last - 2)]
    guard !inside.contains(UInt8(ascii: ">")),
      let first = inside.firstIndex(where: { !isSpace($0) }),
      let end = inside.lastIndex(where: { !isSpace($0) })
    else { return nil }
    return String(decoding: inside[first...end], as: UTF8.self)
  }

  /// What was probably meant by a comment that is none of them; most comments are just comments.
  static func meant(by comment: String) -> Directive? {
    let words = comment.lowercased().split { !$0.isLetter && $0 != "/" }
    guard (1...2).contains(words.count) else { return nil }
    let endings: [Substring] = ["end", "close", "/"]
    let isEnd = words.count == 2 && words.contains(where: endings.contains)
    guard isEnd || words.count == 1 else { return nil }
    let word = words.first { !endings.contains($0) }.map { isEnd ? "/\($0)" : String($0) } ?? ""
    let names = allCases.map(\.rawValue)
    return names.first { $0 == word || isNear($0, word) }.flatMap(Directive.init)
  }

  /// One slip of the keyboard.
  private static func isNear(_ name: String, _ word: String) -> Bool {
    name.first == word.first && [name].nearest(to: word) != nil
      && abs(name.utf8.count - word.utf8.count) <= 1
      && Set(name).symmetricDifference(word).count <= 1
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
