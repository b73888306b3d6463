/// A position in a line of Markdown that knows its column, tab stops every four columns.
///
/// It is copied for every look ahead, so it only points at the text, which has to outlive it.
struct LineCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  private(set) var offset: Int

  /// Counted from 0. Within a tab it is less than the tab's end while `offset` stays at the tab.
  private(set) var column = 0

  /// Whether a part of the tab at `offset` is already behind.
  private(set) var isInsideTab = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    self.bytes = bytes
    offset = line.lowerBound
    end = line.upperBound
  }

  var isAtEnd: Bool { offset == end }

  /// The byte at the position, or a line feed at the end of the line.
  var byte: UInt8 { offset < end ? bytes[offset] : UInt8(ascii: "\n") }

  func byte(after count: Int) -> UInt8 {
    offset + count < end ? bytes[offset + count] : UInt8(ascii: "\n")
  }

  var rest: Slice<UnsafeBufferPointer<UInt8>> { bytes[offset..<end] }

  var restIsBlank: Bool { rest.allSatisfy(\.isBlank) }

  /// How many columns of white space follow.
  var indent: Int {
    var ahead = self
    ahead.skipBlanks()
    return ahead.column - column
  }

  mutating func skipBlanks() {
    while offset < end, bytes[offset].isBlank { advance() }
  }

  /// One byte, to the tab's end when it is a tab.
  mutating func advance() {
    column = byte == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
    offset += 1
    isInsideTab = false
  }

  /// At most `count` columns of white space, a part of a tab included.
  mutating func skip(columns count: Int) {
    let target = column + count
    while column < target, offset < end, bytes[offset].isBlank {
      let next = byte == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
      if next > target {
        column = target
        isInsideTab = true
      } else {
        advance()
      }
    }
  }

  /// How often `mark` is repeated here.
  func run(of mark: UInt8) -> Int { rest.prefix { $0 == mark }.count }
}
