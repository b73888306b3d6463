/// A line of a paragraph below its first one.
///
/// The parser takes what stands before its text for as wide as it is in the first line. It may be less,
/// for a line need not be indented to go on with a list's item, or more.
struct ContinuedLine: Sendable {
  /// The column in which the parser has the line's text begin, counted from 1.
  let start: Int

  /// How many quotations the paragraph is in: each may have its `>` here.
  let quotations: Int

  /// `nil` when `line`, in which the node begins, is the first one of its paragraph, or too long to
  /// look for its beginning.
  init?(_ line: Int, of node: MarkdownNode) {
    var block = node
    while block.kind != .paragraph, block.kind != .heading {
      guard let parent = block.parent else { return nil }
      block = parent
    }
    guard line > block.line, let first = node.firstInLine(line, of: block) else { return nil }
    start = first.column
    var quotations = 0
    while let parent = block.parent {
      if parent.kind == .blockQuote { quotations += 1 }
      block = parent
    }
    self.quotations = quotations
  }

  /// What the parser should have said, in bytes.
  func column(of column: Int, in line: Substring.UTF8View) -> Int {
    var rest = Self.withoutBlanks(line)
    for _ in 0..<quotations where rest.first == UInt8(ascii: ">") {
      rest = Self.withoutBlanks(rest.dropFirst())
    }
    return column - start + line.count - rest.count + 1
  }

  private static func withoutBlanks(_ text: Substring.UTF8View) -> Substring.UTF8View {
    text.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}

extension MarkdownNode {
  /// The line in which it begins: of links and pictures the parser tells the one in which they end.
  var firstLine: Int {
    guard kind == .link || kind == .image, !isOneText else { return line }
    var breaks = 0
    walk { node, event in
      if event == .enter, node.isBreak { breaks += 1 }
    }
    return line - breaks
  }

  /// What follows the last line break before this node; `nil` when that is far away.
  fileprivate func firstInLine(_ line: Int, of block: MarkdownNode) -> MarkdownNode? {
    var first = self
    for _ in 0..<200 {
      if let previous = first.previous {
        if previous.isBreak { return first }
        let last = previous.firstLine < line ? previous.lastChild : nil
        if last?.isBreak == true { return first }
        first = last ?? previous
      } else if let parent = first.parent, parent != block {
        first = parent
      } else {
        return nil
      }
    }
    return nil
  }

  private var isBreak: Bool { kind == .softBreak || kind == .lineBreak }
}
