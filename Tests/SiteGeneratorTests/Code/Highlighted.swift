@testable import SiteGenerator

/// Source text, told apart and written as HTML.
struct Highlighted {
  let source: [UInt8]
  let tokens: CodeTokens
  let html: String

  init(_ source: some Sequence<UInt8>, _ language: CodeLanguage) {
    let bytes = Array(source)
    var html = HTMLWriter()
    tokens = bytes.withUnsafeBufferPointer { bytes in
      let tokens = language.tokens(in: bytes, bytes.indices)
      CodeWriter.write(bytes, tokens.list, LineMarks(lineCount: 0), to: &html)
      return tokens
    }
    self.source = bytes
    self.html = String(decoding: html.bytes, as: UTF8.self)
  }

  init(_ source: String, _ language: CodeLanguage) { self.init(source.utf8, language) }

  /// Each token as `class:text`, without line feeds and blanks at its ends.
  var spans: String {
    tokens.list.map { token in
      let tag = "\(token.kind.startTag)".dropFirst(13).dropLast(2)
      let text = String(decoding: source[token.start..<token.end], as: UTF8.self)
      return "\(tag):" + text.replacing("\n", with: "⏎")
    }.joined(separator: " ")
  }

  /// What the button of a block copies: see Site/scripts/copy.js.
  var copied: String {
    var left = source
    for token in tokens.list.reversed() where token.kind == .prompt || token.kind == .output {
      left.removeSubrange(token.start..<token.end)
    }
    return String(decoding: left, as: UTF8.self)
  }
}

extension String {
  /// Without tags, its references as the characters that they stand for.
  var withoutMarkup: String {
    replacing(#/<\/?span[^>]*>/#, with: "").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }
}
