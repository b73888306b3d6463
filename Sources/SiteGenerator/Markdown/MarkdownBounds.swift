import CourseModel

/// Limits that keep a page's cost in proportion to its size: cmark-gfm takes quadratic time, or
/// makes far more of a text than there is in it, for the inputs beyond them.
struct MarkdownBounds {
  static let bytes = 1_000_000
  static let columns = 100
  static let nesting = 50

  /// Cells that a table's rows do not have and the parser adds.
  static let missingCells = 100_000

  /// The first limit that the text breaks, as an error at its line.
  static func problem(in markdown: Markdown, file: String) -> Diagnostic? {
    var text = markdown.text
    guard text.utf8.count <= bytes else {
      return Diagnostic(
        .error, at: SourceLocation(file: file),
        "The file has \(text.utf8.count) bytes; a page may have \(bytes).",
        remedy: "Make several pages of it.", rule: .tooLarge)
    }
    return text.withUTF8 { bytes in
      var bounds = MarkdownBounds()
      var line = markdown.firstLine
      var start = 0
      while start < bytes.count {
        let end = bytes.place(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let (message, remedy) = bounds.problem(in: text) {
          return Diagnostic(
            .error, at: SourceLocation(file: file, line: line), message, remedy: remedy,
            rule: .tooLarge)
        }
        line += 1
        start = end + 1
      }
      return nil
    }
  }

  /// Of the table that the lines may belong to; 0 outside of any.
  private var tableColumns = 0
  private var missing = 0

  private mutating func problem(in line: UnsafeBufferPointer<UInt8>) -> (String, String)? {
    if tableColumns > 0, let problem = problem(inRow: line) { return problem }
    var markers = 0
    var bars = 0
    var isStart = true
    var isDelimiter = true
    scan: for index in 0..<line.count {
      let byte = line[index]
      switch byte {
      case UInt8(ascii: "|"):
        bars += 1
        isStart = false
      case UInt8(ascii: ">") where isStart: markers += 1
      case UInt8(ascii: ">"): isDelimiter = false
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        // `--------+----` of a query's result begins no list.
        isStart = isStart && Self.isBlank(index + 1 < line.count ? line[index + 1] : nil)
        if isStart { markers += 1 }
        if byte != UInt8(ascii: "-") { isDelimiter = false }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"), UInt8(ascii: "\r"): continue
      default: (isStart, isDelimiter) = (false, false)
      }
      if !isStart, !isDelimiter { break scan }
    }
    if isDelimiter, bars > 0 {
      guard bars <= Self.columns else {
        return ("The table has more than \(Self.columns) columns.", "Split it into several tables.")
      }
      tableColumns = bars + 1
    }
    guard markers > Self.nesting, !isRule(line) else { return nil }
    return ("Blocks are nested more than \(Self.nesting) deep.", "Take some of the markers away.")
  }

  private mutating func problem(inRow line: UnsafeBufferPointer<UInt8>) -> (String, String)? {
    var bars = 0
    var isBlank = true
    for byte in line {
      if byte == UInt8(ascii: "|") { bars += 1 }
      if byte > UInt8(ascii: " "), byte != UInt8(ascii: ">") { isBlank = false }
    }
    guard !isBlank else {
      tableColumns = 0
      return nil
    }
    missing += max(0, tableColumns - bars - 1)
    guard missing > Self.missingCells else { return nil }
    return (
      "The rows of this page's tables lack more than \(Self.missingCells) cells.",
      "End each table with an empty line, and give its rows as many cells as its head."
    )
  }

  private static func isBlank(_ byte: UInt8?) -> Bool {
    byte.map { " \t\r".utf8.contains($0) } ?? true
  }

  /// A line across the page: one marker again and again.
  private func isRule(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.first != UInt8(ascii: ">") && Set(line).subtracting(" \t".utf8).count == 1
  }
}
