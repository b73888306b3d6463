/// A stretch of raw HTML, in which nothing is Markdown (GitHub Flavored Markdown 0.29, section 4.6,
/// which is what the site is rendered by).
enum HTMLBlock {
  /// Ends with the line that contains one of these, in lowercase.
  case until([String])
  case untilBlankLine

  /// `nil` when none begins at the cursor, which stands at the line's first character.
  init?(beginningAt cursor: LineCursor, inParagraph: Bool) {
    guard cursor.byte == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: cursor.rest, as: UTF8.self)
    let name = HTMLTag.name(at: text.dropFirst(text.hasPrefix("</") ? 2 : 1))?.lowercased()
    if let (_, end) = Self.delimiters.first(where: { text.hasPrefix($0.start) }) {
      self = .until([end])
    } else if text.hasPrefix("<!"), text.dropFirst(2).first?.isUppercase == true {
      self = .until([">"])
    } else if let name, Self.verbatim.contains(name), !text.hasPrefix("</"),
      Self.ends(text.dropFirst(1 + name.count), with: "")
    {
      self = .until(Self.verbatim.map { "</\($0)>" })
    } else if let name, Self.blocks.contains(name),
      Self.ends(text.drop { "</".contains($0) }.dropFirst(name.count), with: "/>")
    {
      self = .untilBlankLine
    } else if !inParagraph, HTMLTag.isWhole(text) {
      self = .untilBlankLine
    } else {
      return nil
    }
  }

  func ends(with cursor: LineCursor) -> Bool {
    switch self {
    case .untilBlankLine: return cursor.restIsBlank
    case .until(let ends):
      let text = String(decoding: cursor.rest, as: UTF8.self).lowercased()
      return ends.contains { text.contains($0) }
    }
  }

  /// Whether a tag's name ends here: with the line, a space, `>` or `other`.
  private static func ends(_ rest: Substring, with other: String) -> Bool {
    rest.isEmpty || " \t>".contains(rest.prefix(1)) || !other.isEmpty && rest.hasPrefix(other)
  }

  private static let delimiters = [
    (start: "<!--", end: "-->"), (start: "<?", end: "?>"), (start: "<![CDATA[", end: "]]>"),
  ]

  private static let verbatim = ["script", "pre", "style"]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
