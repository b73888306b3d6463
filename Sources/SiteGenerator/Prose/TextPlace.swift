import CourseModel

/// A place in the Markdown of a file, as the parser counts. Made for every link; turned into a
/// ``SourceLocation`` only where something is wrong, for that means reading the text again.
struct TextPlace: Sendable {
  let file: String
  let markdown: Markdown

  /// Counted from 1, in the Markdown; 0 when the whole file is meant.
  let line: Int

  /// Counted from 1, in bytes; 0 when the parser does not know.
  let column: Int

  /// Where the parser was mistaken about the column.
  var continued: ContinuedLine?

  var location: SourceLocation {
    guard line > 0 else { return SourceLocation(file: file) }
    return SourceLocation(
      file: file, line: markdown.firstLine + line - 1, column: characterColumn)
  }

  private var characterColumn: Int? {
    var rest = Substring(markdown.text).utf8
    for _ in 1..<max(line, 1) {
      guard let newline = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      rest = rest[rest.index(after: newline)...]
    }
    let text = rest.prefix { $0 != UInt8(ascii: "\n") }
    let length = text.count
    let column = continued?.column(of: column, in: text) ?? column
    guard column >= 1, column <= length + 1 else { return nil }
    return String(decoding: rest.prefix(column - 1), as: UTF8.self).count + 1
  }
}
