/// A stretch of raw HTML, in which nothing is Markdown (CommonMark 0.31, section 4.6).
enum HTMLBlock {
  /// Ends with the line that contains one of these, in lowercase.
  case until([String])
  case untilBlankLine

  /// `nil` when none begins at the cursor, which stands at the line's first character.
  init?(beginningAt cursor: LineCursor, inParagraph: Bool) {
    guard cursor.byte == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: cursor.rest, as: UTF8.self).lowercased()
    if let (_, ends) = Self.delimiters.first(where: { text.hasPrefix($0.start) }) {
      self = .until(ends)
    } else if text.hasPrefix("<!"), text.dropFirst(2).first?.isLetter == true {
      self = .until([">"])
    } else if let name = Self.tagName(text), Self.verbatim.contains(name), !text.hasPrefix("</") {
      self = .until(Self.verbatim.map { "</\($0)>" })
    } else if let name = Self.tagName(text), Self.blocks.contains(name) {
      self = .untilBlankLine
    } else if !inParagraph, Self.isOneTag(text) {
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

  private static let delimiters: [(start: String, ends: [String])] = [
    ("<!--", ["-->"]), ("<?", ["?>"]), ("<![cdata[", ["]]>"]),
  ]

  private static let verbatim = ["script", "pre", "style", "textarea"]

  /// The name of the tag that the text begins with, when the name ends as a tag's name does.
  private static func tagName(_ text: String) -> String? {
    let rest = text.dropFirst(text.hasPrefix("</") ? 2 : 1)
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let after = rest.dropFirst(name.count)
    guard !name.isEmpty, after.isEmpty || after.hasPrefix("/>") || " \t>".contains(after.prefix(1))
    else { return nil }
    return String(name)
  }

  /// Whether the line is a single complete tag of any name.
  private static func isOneTag(_ text: String) -> Bool {
    let line = text.trimmed
    guard tagName(line) != nil else { return false }
    return line.hasSuffix(">") && line.dropFirst().count { $0 == "<" || $0 == ">" } == 1
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
