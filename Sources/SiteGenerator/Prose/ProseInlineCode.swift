/// Code within a line of text.
extension ProseRenderer {
  /// An option stays on one line: browsers break lines behind every hyphen, and what is left of
  /// `--region` at the end of one reads as another option.
  func writeInlineCode(_ code: UnsafeBufferPointer<UInt8>) {
    var start = 0
    html.markup("<code>")
    while let option = Self.option(in: code, from: start) {
      html.text(UnsafeBufferPointer(rebasing: code[start..<option.lowerBound]))
      html.markup("<span>")
      html.text(UnsafeBufferPointer(rebasing: code[option]))
      html.markup("</span>")
      start = option.upperBound
    }
    html.text(UnsafeBufferPointer(rebasing: code[start...]))
    html.markup("</code>")
  }

  /// Two hyphens and more, at the beginning of a word. Behind a single one no browser breaks.
  private static func option(
    in code: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    let hyphen = UInt8(ascii: "-")
    for index in start..<max(start, code.count - 2)
    where code[index] == hyphen && code[index + 1] == hyphen && code[index + 2] != hyphen
      && isOfOption(code[index + 2]) && (index == 0 || code[index - 1] == UInt8(ascii: " "))
    {
      let end = code[index...].firstIndex { !isOfOption($0) } ?? code.count
      if end - index <= longestOption { return index..<end }
    }
    return nil
  }

  private static func isOfOption(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// A longer one has to break somewhere on a narrow page.
  private static let longestOption = 32
}
