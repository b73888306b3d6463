/// Finds the fences of a Markdown text, and its first heading, as CommonMark does: also in lists
/// and quotations, and not in raw HTML or indented code. One pass, line by line.
struct FenceScanner {
  /// Lists and quotations inside of each other beyond this are text; the renderer has the same
  /// limit for lists. It keeps the cost of a line proportional to its length.
  private static let deepest = 100

  let file: SourceFile
  private var containers: [BlockContainer] = []
  private var inParagraph = false
  private var html: HTMLBlock?

  /// Whether the piece of raw HTML that is being read swallowed one already.
  private var isFenceSwallowed = false
  private var openFence: (mark: FenceMark, fence: Fence, source: [UInt8])?

  /// In the order of the file.
  private(set) var fences: [Fence] = []

  /// The text of the first heading of level 1, as it is written.
  private(set) var firstHeading: String?

  /// The offset of the first mark that a merge left, outside of code.
  private(set) var mergeMark: Int?

  /// The offsets of fences that raw HTML swallows, of each piece of it the first.
  private(set) var swallowedFences: [Int] = []

  /// The offset of the first line with two marks, where three would begin a block.
  private(set) var shortFence: Int?

  /// The offset of the first `<h1>`, when no other heading of level 1 stands before it.
  private(set) var htmlTitle: Int?

  init(_ file: SourceFile, from firstLine: Int) {
    self.file = file
    // What comes after the last line feed is a line only when there is something.
    let end = file.line(file.lineCount).isEmpty ? file.lineCount : file.lineCount + 1
    file.bytes.withUnsafeBufferPointer { bytes in
      for line in firstLine..<max(firstLine, end) {
        read(line, LineCursor(bytes, file.line(line)))
      }
    }
    endFence(isClosed: false)
  }

  private mutating func read(_ line: Int, _ start: LineCursor) {
    var cursor = start
    let matched = containers.prefix { $0.continues(&cursor) }.count
    if matched < containers.count {
      if openFence != nil || html != nil { leave(to: matched) }
    } else if openFence != nil {
      return readInFence(cursor)
    } else if let block = html {
      if block.ends(with: cursor) { html = nil } else { noteFence(at: cursor, in: block) }
      return
    }
    if mergeMark == nil, Self.isMergeMark(start) { mergeMark = start.offset }
    readBlocks(&cursor, line, matched: matched)
  }

  /// `<<<<<<< HEAD`, `>>>>>>> c48c0a7`
  private static func isMergeMark(_ line: LineCursor) -> Bool {
    guard line.byte == UInt8(ascii: "<") || line.byte == UInt8(ascii: ">") else { return false }
    return line.run(of: line.byte) == 7 && line.byte(after: 7) == UInt8(ascii: " ")
  }

  /// `<summary>…</summary>` and, on the next line, a fence: to Markdown all of this is HTML.
  private mutating func noteFence(at cursor: LineCursor, in block: HTMLBlock) {
    guard case .untilBlankLine = block, !isFenceSwallowed, FenceMark(opening: cursor) != nil else {
      return
    }
    isFenceSwallowed = true
    var cursor = cursor
    cursor.skipBlanks()
    swallowedFences.append(cursor.offset)
  }

  private mutating func readInFence(_ cursor: LineCursor) {
    guard let mark = openFence?.mark else { return }
    if mark.isClosed(by: cursor) { return endFence(isClosed: true) }
    if openFence?.fence.inner == nil, let inner = FenceMark(opening: cursor), mark.holds(inner) {
      openFence?.fence.inner = cursor.offset + inner.indent
    }
    var cursor = cursor
    cursor.skip(columns: mark.indent)
    if cursor.isInsideTab {
      let column = cursor.column
      cursor.advance()
      openFence?.source.append(
        contentsOf: repeatElement(UInt8(ascii: " "), count: cursor.column - column))
    }
    openFence?.source.append(contentsOf: cursor.rest)
    openFence?.source.append(UInt8(ascii: "\n"))
  }

  private mutating func readBlocks(_ cursor: inout LineCursor, _ line: Int, matched: Int) {
    let mayContinueLazily = inParagraph && matched < containers.count
    var isFresh = false
    while true {
      if cursor.restIsBlank {
        leaveUnlessFresh(isFresh, matched)
        inParagraph = false
        return
      }
      if cursor.indent >= 4 {
        if !inParagraph {
          leaveUnlessFresh(isFresh, matched)
          fillItem()
        }
        return
      }
      guard containers.count < Self.deepest else { break }
      let interrupts = inParagraph && !mayContinueLazily
      guard let container = BlockContainer.beginning(at: &cursor, inParagraph: interrupts) else {
        break
      }
      leaveUnlessFresh(isFresh, matched)
      isFresh = true
      inParagraph = false
      fillItem()
      containers.append(container)
    }
    readLeaf(cursor, line, isFresh: isFresh, matched: matched, lazily: mayContinueLazily)
  }

  private mutating func readLeaf(
    _ cursor: LineCursor, _ line: Int, isFresh: Bool, matched: Int, lazily: Bool
  ) {
    var start = cursor
    start.skipBlanks()
    defer { fillItem() }
    if let mark = FenceMark(opening: cursor) {
      leaveUnlessFresh(isFresh, matched)
      inParagraph = false
      openFence = (mark, mark.fence(at: cursor, line: line), [])
    } else if let heading = Heading(start, below: inParagraph && !lazily ? line - 1 : nil) {
      leaveUnlessFresh(isFresh, matched)
      inParagraph = false
      if heading.level == 1, containers.isEmpty {
        firstHeading = firstHeading ?? heading.text(in: file)
      }
    } else if BlockContainer.isThematicBreak(start) {
      leaveUnlessFresh(isFresh, matched)
      inParagraph = false
    } else if let block = HTMLBlock(beginningAt: start, inParagraph: inParagraph && !lazily) {
      leaveUnlessFresh(isFresh, matched)
      inParagraph = false
      html = block
      isFenceSwallowed = false
      if htmlTitle == nil, firstHeading == nil, Self.isTitle(start) { htmlTitle = start.offset }
      if case .until = block, block.ends(with: start) { html = nil }
    } else {
      if !lazily || isFresh { leaveUnlessFresh(isFresh, matched) }
      if shortFence == nil, !inParagraph, Self.isShortFence(start) { shortFence = start.offset }
      inParagraph = true
    }
  }

  /// `<h1 align="center">`
  private static func isTitle(_ cursor: LineCursor) -> Bool {
    String(decoding: cursor.rest.prefix(4), as: UTF8.self).lowercased().hasPrefix("<h1")
      && " >".utf8.contains(cursor.byte(after: 3))
  }

  /// Two backticks and the name of a language.
  private static func isShortFence(_ cursor: LineCursor) -> Bool {
    let name = cursor.rest.dropFirst(2).reversed().drop(while: \.isBlank)
    return cursor.run(of: UInt8(ascii: "`")) == 2 && (1...12).contains(name.count)
      && name.allSatisfy(\.isLetter)
  }

  /// The innermost list item has something in it now.
  private mutating func fillItem() {
    if case .item(let width, isEmpty: true) = containers.last {
      containers[containers.count - 1] = .item(width: width, isEmpty: false)
    }
  }

  private mutating func leaveUnlessFresh(_ isFresh: Bool, _ matched: Int) {
    if !isFresh { leave(to: matched) }
  }

  /// Ends the containers that the line is not in, and what is open in them.
  private mutating func leave(to count: Int) {
    guard count < containers.count else { return }
    containers.removeLast(containers.count - count)
    endFence(isClosed: false)
    html = nil
    inParagraph = false
  }

  private mutating func endFence(isClosed: Bool) {
    guard let open = openFence else { return }
    var fence = open.fence
    fence.source = String(decoding: open.source, as: UTF8.self)
    fence.isClosed = isClosed
    fences.append(fence)
    openFence = nil
  }
}
