import CourseModel

/// What a fence says about its lines: ```` ```py {2} ins="4-5" del="3" showLineNumbers start=10 ````.
extension ProseRenderer {
  func lineMarks(_ info: FenceInfo, _ node: MarkdownNode) -> LineMarks {
    if info.lines.isEmpty, info.words.isEmpty, info.attributes.isEmpty {
      return LineMarks(lineCount: 0)
    }
    var marks = LineMarks(lineCount: Self.lineCount(node.literal))
    for lines in info.lines { mark(lines, "{\(lines)}", .marked, &marks, node) }
    if let lines = info.attributes["ins"] { mark(lines, "ins=\"\(lines)\"", .added, &marks, node) }
    if let lines = info.attributes["del"] {
      mark(lines, "del=\"\(lines)\"", .removed, &marks, node)
    }
    marks.firstNumber = firstNumber(info, node)
    checkWords(info, node)
    return marks
  }

  private static func lineCount(_ source: UnsafeBufferPointer<UInt8>) -> Int {
    let feeds = source.count { $0 == UInt8(ascii: "\n") }
    return source.last == UInt8(ascii: "\n") || source.isEmpty ? feeds : feeds + 1
  }

  private func mark(
    _ lines: String, _ written: String, _ look: LineMarks.Look, _ marks: inout LineMarks,
    _ node: MarkdownNode
  ) {
    guard let ranges = LineRanges(lines) else {
      return report(
        .warning, at: node, "“\(written)” names no lines.",
        remedy: "Write their numbers, counted from 1, for example “{1,3-5}” or “ins=\"2\"”.",
        rule: .codeBlock)
    }
    guard let missing = marks.add(look, to: ranges) else { return }
    report(
      .warning, at: node,
      "“\(written)” names line \(missing), and the block has \(marks.lineCount).",
      remedy: "Count from the block's first line, which is 1.", rule: .codeBlock)
  }

  /// `nil` when the lines are not to be numbered.
  private func firstNumber(_ info: FenceInfo, _ node: MarkdownNode) -> Int? {
    guard
      let written = info.attributes["start"] ?? info.attributes["showLineNumbers"]
        ?? (info.has("showLineNumbers") ? "1" : nil)
    else { return nil }
    if let number = Int(written), (0...1_000_000).contains(number) { return number }
    report(
      .warning, at: node, "“\(written)” is no number for a first line.",
      remedy: "Write a whole number, for example “start=10”.", rule: .codeBlock)
    return 1
  }

  /// What other programs call the same, and slips of the pen.
  private func checkWords(_ info: FenceInfo, _ node: MarkdownNode) {
    for word in info.words + info.attributes.keys.sorted() {
      let near = Self.longWords.nearest(to: word, within: 1)
      guard let own = Self.ownWords[word.lowercased()] ?? near, own != word else { continue }
      report(
        .warning, at: node, "“\(word)” has no effect on a block of code here.",
        remedy: "Write “\(own)”.", rule: .codeBlock)
    }
  }

  private static let longWords = ["showLineNumbers", "title", "start"]
  private static let ownWords = [
    "showlinenumbers": "showLineNumbers", "linenos": "showLineNumbers",
    "linenums": "showLineNumbers", "numberlines": "showLineNumbers",
    "line-numbers": "showLineNumbers", "linenostart": "start=10", "startlinenumber": "start=10",
    "hl_lines": "{1,3-5}", "highlight": "{1,3-5}", "mark": "{1,3-5}", "add": "ins=\"2\"",
    "remove": "del=\"2\"", "file": "title=\"app.py\"", "filename": "title=\"app.py\"",
    "caption": "title=\"app.py\"",
  ]
}
