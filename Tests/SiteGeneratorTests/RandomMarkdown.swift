/// Markdown that nobody wrote: pieces of everything that means something, put together at random.
struct RandomMarkdown {
  private var numbers: RandomNumbers

  /// The same `seed` gives the same texts.
  init(seed: UInt64) { numbers = RandomNumbers(state: seed) }

  private static let pieces = [
    "word ", "a", " ", "  ", "\n", "\n\n", "\n    ", "\t", "\r\n", "# ", "## ", "### ", "#",
    "---\n",
    "===\n", "> ", ">", "- ", "* ", "1. ", "- [ ] ", "- [x] ", "+ ", "```", "~~~", "```sh\n",
    "```sh tab=a title=\"x\"\n", "```\n", "`", "``", "*", "**", "***", "_", "__", "~~", "[", "]",
    "(",
    ")", "](", "](x)", "][a]", "[a]: /x\n", "[^1]", "[^1]: ", "[[a]]", "!", "![", "|",
    "| a | b |\n",
    "|---|---|\n", "|:-:", "<", ">", "<b>", "</b>", "<div>", "</div>", "<p>", "</p>", "<table>",
    "<tr>",
    "<td>", "</table>", "<details>", "<summary>", "</details>", "<a href=x>", "<a id=a>", "</a>",
    "<img src=x>", "<script>", "</script>", "<style>", "<svg onload=x>", "<!--", "-->",
    "<!-- x -->",
    "<!-- tabs -->\n", "<!-- /tabs -->\n", "<!-- cases -->\n", "<!-- /cases -->\n",
    "<!-- matrix -->\n", "**Symptom.** ", "> [!NOTE]\n", "> [!TIP]\n> ", "&amp;", "&#0;", "&lt;",
    "&copy", "\\", "\\<", "http://a.b", "www.a.b", "a@b.c", "<http://a.b>", "javascript:", "\u{0}",
    "\u{1}", "\u{7F}", "é", "日本", "👩‍💻", "e\u{301}", "\u{202E}", "\u{FEFF}", "\"", "'", "=", ":", "{",
    "}",
    "<center>", "</center>", "<font>", "<ul><li>", "</ul>", "<h2>", "</h2>", "<pre>", "</pre>",
    "<br/>", "<input>", "<x-y>", "<a name=\"b\" title='<b>'>", "<!DOCTYPE x>", "<?x ?>",
    "<![CDATA[",
  ]

  mutating func text() -> String {
    (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
      Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &numbers)]
    }.joined()
  }

  /// Bytes that are text only where they happen to be.
  mutating func noise() -> String {
    let bytes = (0..<Int.random(in: 1...200, using: &numbers)).map { _ in
      UInt8.random(in: 0...255, using: &numbers)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `text` with some of it gone, doubled, or replaced.
  mutating func mutation(of text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...8, using: &numbers) where !scalars.isEmpty {
      let at = Int.random(in: 0..<scalars.count, using: &numbers)
      let piece = Array(
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &numbers)].unicodeScalars)
      let end = min(scalars.count, at + Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: scalars.removeSubrange(at..<end)
      case 1: scalars.insert(contentsOf: scalars[at..<end], at: at)
      default: scalars.replaceSubrange(at..<end, with: piece)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
