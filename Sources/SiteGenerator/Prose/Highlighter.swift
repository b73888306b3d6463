/// Marks the parts of source text with classes, at build time.
///
/// One pass over the bytes with a table for each language: comments, strings, numbers, words. It
/// does not parse; where it is not sure, text stays plain.
struct Highlighter {
  /// Writes `source` as HTML; as it is when the language is not known.
  static func write(
    _ source: UnsafeBufferPointer<UInt8>, language: String, to html: inout HTMLWriter
  ) {
    if language == "console" || language == "shell-session" {
      return ConsoleHighlighter.write(source, to: &html)
    }
    guard let syntax = Syntax.named(language) else { return html.text(source) }
    var highlighter = Highlighter(source: source, syntax: syntax)
    highlighter.run(&html)
  }

  private let source: UnsafeBufferPointer<UInt8>
  private let syntax: Syntax
  private var at = 0

  /// Where the plain text that is not written yet begins.
  private var plain = 0

  /// Whether the next word is the first of its command or line.
  private var isFirstWord = true

  private init(source: UnsafeBufferPointer<UInt8>, syntax: Syntax) {
    self.source = source
    self.syntax = syntax
  }

  private mutating func run(_ html: inout HTMLWriter) {
    while at < source.count {
      let byte = source[at]
      if let end = comment(byte) {
        span("c", to: end, &html)
      } else if byte == UInt8(ascii: "\n") {
        at += 1
        isFirstWord = !isContinued
      } else if let end = string(byte) {
        let kind: StaticString = syntax.hasKeys && isKey(after: end) ? "f" : "s"
        span(kind, to: end, &html)
        isFirstWord = false
      } else if syntax.hasVariables, byte == UInt8(ascii: "$"), let end = variable() {
        span("v", to: end, &html)
        isFirstWord = false
      } else if syntax.hasDecorators, byte == UInt8(ascii: "@"), isFirstWord {
        span("f", to: word(from: at + 1), &html)
      } else if Self.isDigit(byte), let end = number() {
        span("n", to: end, &html)
        isFirstWord = false
      } else if Self.startsWord(byte) || byte == UInt8(ascii: "-") && syntax.hasFlags {
        writeWord(&html)
      } else {
        if syntax.commandEnds.contains(byte) { isFirstWord = true }
        at += 1
      }
    }
    flush(to: source.count, &html)
  }

  private mutating func writeWord(_ html: inout HTMLWriter) {
    let start = at
    let end = word(from: at + 1)
    if source[start] == UInt8(ascii: "-") {
      isFirstWord = false
      let isFlag = start > 0 && Self.isSpace(source[start - 1]) && end > start + 1
      return isFlag ? span("v", to: end, &html) : (at = end)
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: source[start..<end]), as: UTF8.self)
    let name = syntax.ignoresCase ? text.lowercased() : text
    if syntax.keywords.contains(name), !syntax.hasFirstWordKeywords || isFirstWord {
      span("k", to: end, &html)
      isFirstWord = syntax.commandKeywords.contains(name)
    } else if syntax.hasKeys, isFirstWord, isKey(after: end) {
      span("f", to: end, &html)
      isFirstWord = false
    } else if syntax.constants.contains(name) {
      span("n", to: end, &html)
      isFirstWord = false
    } else {
      let isAssignment = end < source.count && source[end] == UInt8(ascii: "=")
      if syntax.namesCommands, isFirstWord, !isAssignment { span("f", to: end, &html) }
      at = end
      isFirstWord = false
    }
  }

  private func comment(_ byte: UInt8) -> Int? {
    guard byte == UInt8(ascii: "#"), syntax.hasHashComments else { return nil }
    guard at == 0 || Self.isSpace(source[at - 1]) || source[at - 1] == UInt8(ascii: ";") else {
      return nil
    }
    return lineEnd(from: at)
  }

  private func string(_ byte: UInt8) -> Int? {
    guard syntax.quotes.contains(byte) else { return nil }
    if syntax.hasTripleQuotes, at + 2 < source.count, source[at + 1] == byte,
      source[at + 2] == byte
    {
      var end = at + 3
      while end + 2 < source.count,
        !(source[end] == byte && source[end + 1] == byte && source[end + 2] == byte)
      {
        end += source[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      return min(end + 3, source.count)
    }
    let escapes = !(syntax.hasVariables && byte == UInt8(ascii: "'"))
    var end = at + 1
    while end < source.count, source[end] != byte {
      if source[end] == UInt8(ascii: "\n"), !syntax.hasLongStrings { return nil }
      end += escapes && source[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return end < source.count ? end + 1 : nil
  }

  /// `$name`, `${…}` or a special parameter; `$(` begins a command and is plain.
  private func variable() -> Int? {
    guard at + 1 < source.count else { return nil }
    let next = source[at + 1]
    if next == UInt8(ascii: "{") {
      let end = source[at...].firstIndex(of: UInt8(ascii: "}"))
      return end.map { $0 + 1 }
    }
    if Self.startsWord(next) {
      var end = at + 1
      while end < source.count, Self.startsWord(source[end]) || Self.isDigit(source[end]) {
        end += 1
      }
      return end
    }
    return "?!#@*0123456789".utf8.contains(next) ? at + 2 : nil
  }

  private func number() -> Int? {
    if at > 0, Self.startsWord(source[at - 1]) || "-./:".utf8.contains(source[at - 1]) {
      return nil
    }
    var end = at
    while end < source.count, Self.isDigit(source[end]) || "._".utf8.contains(source[end]) {
      end += 1
    }
    if end < source.count, Self.startsWord(source[end]) || "-:/".utf8.contains(source[end]) {
      return nil
    }
    return end
  }

  private func word(from start: Int) -> Int {
    var end = start
    while end < source.count {
      let byte = source[end]
      guard Self.startsWord(byte) || Self.isDigit(byte) || syntax.wordBytes.contains(byte) else {
        break
      }
      end += 1
    }
    return end
  }

  private func isKey(after end: Int) -> Bool {
    var next = end
    while next < source.count, source[next] == UInt8(ascii: " ") { next += 1 }
    return next < source.count && source[next] == UInt8(ascii: ":")
  }

  private var isContinued: Bool { at >= 2 && source[at - 2] == UInt8(ascii: "\\") }

  private func lineEnd(from start: Int) -> Int {
    source[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
  }

  private mutating func span(_ kind: StaticString, to end: Int, _ html: inout HTMLWriter) {
    flush(to: at, &html)
    html.markup("<span class=\"")
    html.markup(kind)
    html.markup("\">")
    html.text(UnsafeBufferPointer(rebasing: source[at..<min(end, source.count)]))
    html.markup("</span>")
    at = min(end, source.count)
    plain = at
  }

  private mutating func flush(to end: Int, _ html: inout HTMLWriter) {
    if end > plain { html.text(UnsafeBufferPointer(rebasing: source[plain..<end])) }
    plain = end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Letters, the underscore, and every byte of a letter beyond ASCII.
  private static func startsWord(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
  }
}
