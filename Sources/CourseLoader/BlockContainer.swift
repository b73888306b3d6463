/// What a line of Markdown can be inside of (CommonMark 0.31, section 5).
enum BlockContainer {
  case quote
  /// A list item whose content is this many columns from the left of what contains it. While it
  /// is empty, a blank line ends it.
  case item(width: Int, isEmpty: Bool)

  /// Moves the cursor past what makes the line a part of this container; `false` when it is none.
  func continues(_ cursor: inout LineCursor) -> Bool {
    switch self {
    case .quote: return Self.skipQuoteMark(&cursor)
    case .item(let width, let isEmpty):
      guard cursor.indent >= width || (cursor.restIsBlank && !isEmpty) else { return false }
      cursor.skip(columns: width)
      return true
    }
  }

  /// The container that begins at the cursor, which then moves into it.
  static func beginning(at cursor: inout LineCursor, inParagraph: Bool) -> BlockContainer? {
    guard cursor.indent < 4 else { return nil }
    if skipQuoteMark(&cursor) { return .quote }
    return item(at: &cursor, inParagraph: inParagraph)
  }

  private static func skipQuoteMark(_ cursor: inout LineCursor) -> Bool {
    var ahead = cursor
    ahead.skipBlanks()
    guard ahead.column - cursor.column < 4, ahead.byte == UInt8(ascii: ">") else { return false }
    ahead.advance()
    if ahead.byte.isBlank { ahead.skip(columns: 1) }
    cursor = ahead
    return true
  }

  private static func item(at cursor: inout LineCursor, inParagraph: Bool) -> BlockContainer? {
    var ahead = cursor
    ahead.skipBlanks()
    guard !isThematicBreak(ahead), let marker = markerLength(ahead, inParagraph: inParagraph) else {
      return nil
    }
    for _ in 0..<marker { ahead.advance() }
    guard ahead.isAtEnd || ahead.byte.isBlank else { return nil }
    if inParagraph, ahead.restIsBlank { return nil }
    let markerEnd = ahead.column - cursor.column
    let padding = ahead.indent
    let isEmpty = ahead.restIsBlank
    let columns = isEmpty || padding > 4 ? 1 : padding
    ahead.skip(columns: columns)
    cursor = ahead
    return .item(width: markerEnd + columns, isEmpty: true)
  }

  /// `-`, `+`, `*`, or up to nine digits with `.` or `)`; only 1 may interrupt a paragraph.
  private static func markerLength(_ cursor: LineCursor, inParagraph: Bool) -> Int? {
    if "-+*".utf8.contains(cursor.byte) { return 1 }
    let digits = cursor.rest.prefix(10).prefix { $0.isDigit }
    guard (1...9).contains(digits.count), ".)".utf8.contains(cursor.byte(after: digits.count))
    else { return nil }
    let number = digits.drop { $0 == UInt8(ascii: "0") }
    if inParagraph, number.count != 1 || number.first != UInt8(ascii: "1") { return nil }
    return digits.count + 1
  }

  /// Three or more `-`, `*` or `_` and nothing else: no list, a rule across the page.
  static func isThematicBreak(_ cursor: LineCursor) -> Bool {
    guard "-*_".utf8.contains(cursor.byte) else { return false }
    let mark = cursor.byte
    var count = 0
    for byte in cursor.rest {
      if byte == mark { count += 1 } else if !byte.isBlank { return false }
    }
    return count >= 3
  }
}
