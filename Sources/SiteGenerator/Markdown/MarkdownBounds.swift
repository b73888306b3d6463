import CourseModel

/// Limits that keep a page's cost in proportion to its size: cmark-gfm takes quadratic time for
/// the inputs beyond them.
enum MarkdownBounds {
  static let bytes = 1_000_000
  static let columns = 100
  static let nesting = 50

  /// The first limit that the text breaks, as an error at its line.
  static func problem(in markdown: Markdown, file: String) -> Diagnostic? {
    var text = markdown.text
    guard text.utf8.count <= bytes else {
      return Diagnostic(
        .error, at: SourceLocation(file: file),
        "The file has \(text.utf8.count) bytes; a page may have \(bytes).",
        remedy: "Make several pages of it.")
    }
    return text.withUTF8 { bytes in
      var line = markdown.firstLine
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if let (message, remedy) = problem(in: bytes[start..<end]) {
          return Diagnostic(
            .error, at: SourceLocation(file: file, line: line), message, remedy: remedy)
        }
        line += 1
        start = end + 1
      }
      return nil
    }
  }

  private static func problem(in line: Slice<UnsafeBufferPointer<UInt8>>) -> (String, String)? {
    var markers = 0
    var bars = 0
    var isStart = true
    var isDelimiter = true
    scan: for byte in line {
      switch byte {
      case UInt8(ascii: "|"):
        bars += 1
        isStart = false
      case UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        if isStart { markers += 1 }
        isDelimiter = false
      case UInt8(ascii: "-"): if isStart { markers += 1 }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"): continue
      default: (isStart, isDelimiter) = (false, false)
      }
      if !isStart, !isDelimiter { break scan }
    }
    if isDelimiter, bars > columns {
      return ("The table has more than \(columns) columns.", "Split it into several tables.")
    }
    guard markers > nesting, !isRule(line) else { return nil }
    return ("Blocks are nested more than \(nesting) deep.", "Take some of the markers away.")
  }

  /// A line across the page: one marker again and again.
  private static func isRule(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    line.first != UInt8(ascii: ">") && Set(line).subtracting(" \t".utf8).count == 1
  }
}
