import CourseModel

/// A fenced code block.
struct Fence: Equatable {
  /// The offset of its opening mark in the file.
  let offset: Int

  /// Its opening line, counted from 1.
  let line: Int

  /// What follows the opening mark, without white space at its ends, and its offset.
  let info: String
  let infoOffset: Int

  /// The lines between the marks, each with its line feed, without the indentation of the mark.
  var source: String

  /// The offset of the first line in it that would open a fence, were this one closed.
  var inner: Int?

  /// `false` when the file, the list or the quotation ends first.
  var isClosed: Bool
}

/// The mark that opened a fence: what closes it, and how far its lines are indented.
struct FenceMark {
  let mark: UInt8
  let length: Int

  /// How many columns of white space its lines lose: as many as the mark has bytes of it.
  let indent: Int

  /// `nil` when no fence begins at the cursor.
  init?(opening cursor: LineCursor) {
    let start = cursor
    var cursor = cursor
    cursor.skipBlanks()
    indent = cursor.offset - start.offset
    mark = cursor.byte
    guard cursor.column - start.column < 4, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
    else { return nil }
    length = cursor.run(of: mark)
    guard length >= 3 else { return nil }
    if mark == UInt8(ascii: "`"), cursor.rest.dropFirst(length).contains(mark) { return nil }
  }

  func isClosed(by cursor: LineCursor) -> Bool {
    guard cursor.indent < 4 else { return false }
    var cursor = cursor
    cursor.skipBlanks()
    let count = cursor.run(of: mark)
    return count >= length && cursor.rest.dropFirst(count).allSatisfy(\.isBlank)
  }

  /// Whether `other`, which stands in this one's fence, would be closed by what closes this one.
  func holds(_ other: FenceMark) -> Bool { other.mark == mark && other.length >= length }

  func fence(at cursor: LineCursor, line: Int) -> Fence {
    var cursor = cursor
    cursor.skipBlanks()
    let opening = cursor.offset
    for _ in 0..<length { cursor.advance() }
    cursor.skipBlanks()
    let info = String(decoding: cursor.rest, as: UTF8.self).trimmed
    return Fence(
      offset: opening, line: line, info: info, infoOffset: cursor.offset, source: "",
      isClosed: false)
  }
}
