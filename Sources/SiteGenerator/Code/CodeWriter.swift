/// Writes source text as HTML: tokens as spans, and as spans also the lines that have a mark.
struct CodeWriter {
  private let source: UnsafeBufferPointer<UInt8>
  private let tokens: [CodeToken]
  private let marks: LineMarks

  /// The first token that is not written yet, or not as a whole.
  private var next = 0

  static func write(
    _ source: UnsafeBufferPointer<UInt8>, _ tokens: [CodeToken], _ marks: LineMarks,
    to html: inout HTMLWriter
  ) {
    var writer = CodeWriter(source: source, tokens: tokens, marks: marks)
    marks.isEmpty ? writer.write(0..<source.count, &html) : writer.writeLines(&html)
  }

  private init(source: UnsafeBufferPointer<UInt8>, tokens: [CodeToken], marks: LineMarks) {
    self.source = source
    self.tokens = tokens
    self.marks = marks
  }

  /// A part of the source. A token that goes beyond it is written up to its end.
  private mutating func write(_ range: Range<Int>, _ html: inout HTMLWriter) {
    var at = range.lowerBound
    while next < tokens.count, tokens[next].start < range.upperBound {
      let token = tokens[next]
      let start = max(token.start, at)
      let end = min(token.end, range.upperBound)
      if start > at { html.text(UnsafeBufferPointer(rebasing: source[at..<start])) }
      html.markup(token.kind.startTag)
      html.text(UnsafeBufferPointer(rebasing: source[start..<end]))
      html.markup("</span>")
      at = end
      if token.end > range.upperBound { return }
      next += 1
    }
    if at < range.upperBound {
      html.text(UnsafeBufferPointer(rebasing: source[at..<range.upperBound]))
    }
  }

  /// Every line with its line feed.
  private mutating func writeLines(_ html: inout HTMLWriter) {
    var start = 0
    var line = 0
    while start < source.count {
      let newline = source[start...].firstIndex(of: UInt8(ascii: "\n"))
      let end = newline.map { $0 + 1 } ?? source.count
      let isOpen = writeStart(of: line, &html)
      write(start..<end, &html)
      if isOpen { html.markup("</span>") }
      start = end
      line += 1
    }
  }

  private func writeStart(of line: Int, _ html: inout HTMLWriter) -> Bool {
    let look = marks.look(of: line)
    let number = marks.number(of: line)
    if look.isEmpty, number == nil { return false }
    html.markup("<span class=\"line")
    if look.contains(.marked) { html.markup(" marked") }
    if look.contains(.added) { html.markup(" added") }
    if look.contains(.removed) { html.markup(" removed") }
    if let number {
      html.markup("\" data-line=\"")
      html.raw(number)
    }
    html.markup("\">")
    return true
  }
}
