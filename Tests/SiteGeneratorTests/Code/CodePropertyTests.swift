import Testing

@testable import SiteGenerator

@Suite struct CodePropertyTests {
  @Test(arguments: CodeLanguage.allCases)
  func `nothing is lost or let through, whatever the bytes`(language: CodeLanguage) {
    var random = SeededRandom(state: 7)
    for round in 0..<100 {
      let source = round.isMultiple(of: 4) ? random.bytes() : Array(random.text().utf8)
      let highlighted = Highlighted(source, language)
      let plain = String(decoding: source, as: UTF8.self)
      #expect(highlighted.html.withoutMarkup == plain)
      #expect(highlighted.html.matches(of: #/<(?!\/?span)/#).isEmpty)
      expectInOrder(highlighted)
    }
  }

  /// A token that began or ended within a letter would break it.
  private func expectInOrder(_ highlighted: Highlighted) {
    var at = 0
    for token in highlighted.tokens.list {
      #expect(at <= token.start && token.start < token.end)
      #expect(token.end <= highlighted.source.count)
      at = token.end
    }
    guard String(validating: highlighted.source, as: UTF8.self) != nil else { return }
    for token in highlighted.tokens.list {
      for place in [token.start, token.end] where place < highlighted.source.count {
        #expect(highlighted.source[place] & 0xC0 != 0x80)
      }
    }
  }

  @Test(arguments: CodeLanguage.allCases)
  func `no text takes more than a few looks at each of its bytes`(language: CodeLanguage) {
    for unit in SeededRandom.pieces + [
      "\\\"", "\\'", "$ cat <<A\n", "$ 'a\n", "a:b:", "1a", "/[", "/ ",
    ] {
      for opening in ["", "{ ", "<a "] {
        let count = 400 / unit.utf8.count
        let source = opening + String(repeating: unit, count: count)
        let steps = Highlighted(source, language).tokens.steps
        #expect(steps < 12 * (source.utf8.count + 10), "\(opening)\(unit)…: \(steps)")
      }
    }
  }

  @Test(arguments: CodeLanguage.allCases)
  func `lines that are shown apart hold whole tags`(language: CodeLanguage) {
    var random = SeededRandom(state: 3)
    for _ in 0..<50 {
      let source = Array(random.text().utf8)
      var html = HTMLWriter()
      source.withUnsafeBufferPointer { bytes in
        var marks = LineMarks(lineCount: bytes.count { $0 == UInt8(ascii: "\n") } + 1)
        marks.firstNumber = 9
        let tokens = language.tokens(in: bytes, bytes.indices).list
        CodeWriter.write(bytes, tokens, marks, to: &html)
      }
      let text = String(decoding: html.bytes, as: UTF8.self)
      #expect(text.withoutMarkup == String(decoding: source, as: UTF8.self))
      for line in text.split(separator: "<span class=\"line\"").map({ "<span" + $0 }) {
        #expect(line.matches(of: #/<span/#).count == line.matches(of: #/<\/span>/#).count)
      }
    }
  }
}

/// The same numbers from run to run.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  mutating func bytes() -> [UInt8] {
    (0..<Int.random(in: 0...60, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  mutating func text() -> String {
    (0..<Int.random(in: 0...24, using: &self)).map { _ in
      Self.pieces.randomElement(using: &self) ?? ""
    }.joined()
  }

  /// What begins, ends or upsets something in one language or another.
  static let pieces = [
    "\"", "'", "`", "\"\"\"", "'''", "\\", "$", "${", "$(", "}", "{", "(", ")", "[", "]", "<", ">",
    "</", "<!--", "-->", "<?", "<![CDATA[", "/*", "*/", "//", "#", "--", "-", "+", "@@", "@", "!",
    "&", "&amp;", "|", ";", ":", "::", "=", "==", ",", ".", "1", "0x", "1e-", "word", "if", "def ",
    "class ", "script>", "style ", "é", "日本", "🎈", "\t", " ", "  ", "\n", "\n\n", "\r\n", "\u{0}",
    "<<EOF\n", "<<-'E'\n", "EOF\n", ": |\n", "a: ", "$ ", "# ", "> ", ">>> ", "... ", "x@y:~$ ",
    "PS C:\\> ", "db=# ", "mysql> ", "(a) $ ", "HTTP/1.1 200", "###\n", "GET ", "\\\n", "url(",
    "=begin",
  ]
}
