/// The name of an element: its last eight letters, in lower case, in one number.
struct TagName: Equatable {
  private var letters: UInt64 = 0

  init() {}

  init(_ name: String) {
    for letter in name.utf8 { add(letter) }
  }

  mutating func add(_ letter: UInt8) { letters = letters << 8 | UInt64(letter | 0x20) }

  /// `h1` to `h6`.
  var isHeading: Bool { letters >= 0x6831 && letters <= 0x6836 }

  static let anchor = TagName("a")
  static let image = TagName("img")
  static let span = TagName("span")

  /// What stands within a line of text, where words do not end.
  static let inline = [
    "code", "strong", "em", "kbd", "sup", "del", "label", "b", "i", "abbr", "mark", "sub", "cite",
    "dfn", "ins", "q", "s", "samp", "small", "tt", "u", "var", "wbr",
  ].map(TagName.init)
}
