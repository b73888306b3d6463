import CourseModel

/// `$$ … $$` in a paragraph of its own: shown as its source, because drawing it takes a script.
extension ProseRenderer {
  /// What stands between the marks, as it is written: underscores and backslashes mean something
  /// else there than in Markdown. `nil` when the paragraph is anything but one formula.
  func formula(_ paragraph: MarkdownNode) -> [UInt8]? {
    guard let first = paragraph.firstChild, first.kind == .text,
      first.literal.starts(with: Self.mark),
      paragraph.parent?.kind == .document
    else { return nil }
    lines.advance(to: paragraph.line, in: markdown.text)
    let rest = markdown.text.utf8[lines.start...].drop(while: { $0 == UInt8(ascii: " ") })
    guard rest.starts(with: Self.mark) else { return nil }
    return Self.formula(rest.dropFirst(2), lineCount: paragraph.lineCount)
  }

  /// Up to the first mark, which has to end the paragraph's last line.
  private static func formula(_ text: Substring.UTF8View, lineCount: Int) -> [UInt8]? {
    var formula: [UInt8] = []
    var feeds = 0
    var rest = text
    while let byte = rest.first, feeds < lineCount {
      if rest.starts(with: mark) {
        let behind = rest.dropFirst(2).first { $0 != UInt8(ascii: " ") }
        let isLast = feeds == lineCount - 1 && (behind == nil || behind == UInt8(ascii: "\n"))
        return isLast ? formula : nil
      }
      if byte == UInt8(ascii: "\n") { feeds += 1 }
      if byte != UInt8(ascii: "\n") || !formula.isEmpty { formula.append(byte) }
      rest.removeFirst()
    }
    return nil
  }

  func writeFormula(_ formula: [UInt8]) {
    findings.regions += 1
    formula.withUnsafeBufferPointer {
      CodeBlock(source: $0, language: "math", title: nil, number: findings.regions).write(to: &html)
    }
  }

  private static let mark = "$$".utf8
}

/// Where a line of a text begins, for lines that are asked for in their order.
struct LineFinder {
  private var line = 1
  private(set) var start = "".startIndex

  mutating func advance(to target: Int, in text: String) {
    while line < target, let feed = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) {
      start = text.utf8.index(after: feed)
      line += 1
    }
  }
}

extension MarkdownNode {
  /// Of a paragraph.
  fileprivate var lineCount: Int {
    var count = 1
    walk { node, event in
      if event == .enter, node.kind == .softBreak || node.kind == .lineBreak { count += 1 }
    }
    return count
  }
}
