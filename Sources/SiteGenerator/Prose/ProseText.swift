import CourseModel

/// Text, and what in it was probably meant to be more than text.
extension ProseRenderer {
  func writeText(_ node: MarkdownNode) {
    let text = node.literal
    if text.place(of: UInt8(ascii: ":"), from: 0) != nil, let shown = EmojiShortcode.shown(text) {
      html.text(shown)
    } else {
      html.text(text)
    }
    if text.place(of: UInt8(ascii: "]"), from: 0) != nil, UnmadeLink.mayBe(in: text) {
      reportUnmadeLinks(in: node.literalText, at: node)
    }
    if text.first == UInt8(ascii: "#") { reportUnmadeHeading(node) }
    if text.first == UInt8(ascii: "-") { reportUnmadeItem(node) }
  }

  /// `-Costs`, on the line below an item. `-v` and `-auto-approve` are options.
  private func reportUnmadeItem(_ node: MarkdownNode) {
    guard let paragraph = node.parent, paragraph.kind == .paragraph,
      node.previous?.kind == .softBreak, let list = paragraph.parent?.parent, list.kind == .list,
      list.firstNumber == nil
    else { return }
    let text = node.literalText
    let word = text.dropFirst().prefix { $0 != " " }
    guard word.count > 2, word.count + 1 < text.count, word.allSatisfy(\.isLetter) else { return }
    report(
      .warning, at: node,
      "“\(text.shortened)” is no item of the list: a space is missing after “-”.",
      remedy: "Write “- \(text.dropFirst().shortened)”.", rule: .listItem)
  }

  /// `##Costs`, at the beginning of a paragraph. A single `#tag` may be just that.
  private func reportUnmadeHeading(_ node: MarkdownNode) {
    guard node.parent?.kind == .paragraph, node.previous == nil else { return }
    let text = node.literalText
    let marks = text.prefix { $0 == "#" }
    guard marks.count <= 6, let first = text.dropFirst(marks.count).first, first.isLetter,
      marks.count > 1 || first.isUppercase && !text.dropFirst().contains("#")
    else { return }
    report(
      .warning, at: node, "“\(text.shortened)” is no heading: a space is missing after “\(marks)”.",
      remedy: "Write “\(marks) \(text.dropFirst(marks.count).shortened)”.", rule: .heading)
  }

  private func reportUnmadeLinks(in text: String, at node: MarkdownNode) {
    guard let link = UnmadeLink(in: text) else { return }
    switch link {
    case .embedded(let name):
      report(
        .warning, at: node, "“![[\(name)]]” is no picture here.",
        remedy: "Write “![what it shows](<\(name.replacing("\\", with: "/"))>)”.",
        rule: .unfinishedLink)
    case .wiki(let name):
      report(
        .warning, at: node, "“[[\(name)]]” is no link here.",
        remedy: "Write “[\(name)](name-of-the-file.md)”.", rule: .unfinishedLink)
    case .reference(let name):
      report(
        .warning, at: node, "Nothing says where “[\(name)]” leads, so it is no link.",
        remedy: "Write “[\(name)]: address” on a line of its own.", rule: .unfinishedLink)
    case .spaces(let address):
      report(
        .warning, at: node, "“(\(address))” is no address: it has spaces.",
        remedy: address.hasPrefix("#")
          ? "Write “(#\(HeadingSlugger.base(of: String(address.dropFirst()))))”."
          : "Write “(<\(address)>)”.", rule: .unfinishedLink)
    }
  }
}

/// What looks like a link and is text.
enum UnmadeLink: Equatable {
  /// `![[map.png]]`
  case embedded(String)
  /// `[[Costs]]`
  case wiki(String)
  /// `[the costs][costs]`, and no `[costs]: …`
  case reference(String)
  /// `[the costs](#what it costs)`
  case spaces(String)

  /// Whether a text with a `]` is worth looking at, which takes long: each has `[[`, `][` or `](`.
  static func mayBe(in text: some Sequence<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in text {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") && before == UInt8(ascii: "]"),
        before == UInt8(ascii: "[") || before == UInt8(ascii: "]")
      {
        return true
      }
      before = byte
    }
    return false
  }

  /// The first one in `text`.
  init?(in text: String) {
    if let found = text.firstMatch(
      of: #/!\[\[([^\[\]|]+\.(?i:png|jpe?g|gif|svg|webp))(?:\|[^\[\]]*)?\]\]/#)
    {
      self = .embedded(String(found.1))
    } else if let found = text.firstMatch(of: #/\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]/#) {
      self = .wiki(String(found.1))
    } else if let found = text.firstMatch(of: #/(?:^|\s)\[[^\[\]]+\]\[([^\[\]]*\p{L}[^\[\]]*)\]/#) {
      self = .reference(String(found.1))
    } else if let found = text.firstMatch(of: #/\[[^\[\]]+\]\(([^()\s]+ [^()"']*)\)/#) {
      self = .spaces(String(found.1))
    } else {
      return nil
    }
  }
}

extension StringProtocol {
  /// Enough of it to be recognised.
  fileprivate var shortened: String { count > 40 ? "\(prefix(39))…" : String(self) }
}
