import CourseModel
import Foundation

/// A step's Markdown as text for a terminal: paragraphs wrapped to the width, lists hanging, code
/// as it is, links as their text. Of the fences with a role only the given scripts are shown.
struct Prose {
  let width: Int
  let indent: String

  /// - Parameter scripts: Shown where they stand in the text, through `show`.
  func text(
    of markdown: Markdown, scripts: [Script] = [], show: (Script) -> String = { $0.source }
  ) -> String {
    var blocks: [Block] = []
    var paragraph: [Substring] = []
    var fence: Fence?

    func endParagraph() {
      if let first = paragraph.first, !first.hasPrefix("[^") { blocks.append(block(paragraph)) }
      paragraph = []
    }

    let lines = markdown.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in zip(markdown.firstLine..., lines) {
      if fence != nil {
        if fence?.closes(at: line) == true {
          if let fence, !fence.hasRole { blocks.append(Block(text: code(fence.lines))) }
          fence = nil
        } else {
          fence?.lines.append(line)
        }
      } else if let opened = Fence(opening: line) {
        endParagraph()
        fence = opened
        if let script = scripts.first(where: { $0.location.line == number + 1 }) {
          blocks.append(Block(text: show(script)))
        }
      } else if line.allSatisfy(\.isWhitespace) {
        endParagraph()
      } else if startsBlock(line, after: paragraph.last) {
        endParagraph()
        paragraph = [line]
      } else {
        paragraph.append(line)
      }
    }
    endParagraph()
    return joined(blocks)
  }

  private struct Block {
    let text: String
    var isItem = false
  }

  /// Items of one list stand close together.
  private func joined(_ blocks: [Block]) -> String {
    var result = ""
    for (index, block) in blocks.enumerated() {
      if index > 0 { result += block.isItem && blocks[index - 1].isItem ? "\n" : "\n\n" }
      result += block.text
    }
    return result
  }

  /// The rows of a table stay together, and so do the lines of a footnote, which is left out.
  private func startsBlock(_ line: Substring, after last: Substring?) -> Bool {
    if line.hasPrefix("|") { return last?.hasPrefix("|") != true }
    return marker(of: line) != nil || line.hasPrefix("#") || line.hasPrefix("[^")
  }

  private func block(_ lines: [Substring]) -> Block {
    let first = lines[0]
    if first.hasPrefix("|") { return Block(text: table(lines)) }
    if let alert = first.wholeMatch(of: /> ?\[!([A-Z]+)\]\s*/) {
      let words = lines.dropFirst().map { $0.drop { $0 == ">" || $0 == " " } }.joined(
        separator: " ")
      let text = inline("\(alert.1.capitalized): \(words)"[...])
      return Block(text: text.wrapped(to: width, indent: indent + "▌ "))
    }
    let text = lines.map { $0.drop { $0 == ">" || $0 == " " } }.joined(separator: " ")
    if first.hasPrefix("#") {
      return Block(text: indent + inline(text.drop { $0 == "#" || $0 == " " }))
    }
    if let marker = marker(of: first) {
      let rest = text.trimmingPrefixWhitespace().dropFirst(marker.count)
      let bullet = marker.first?.isNumber == true ? marker + " " : "• "
      let hanging = indent + String(repeating: " ", count: bullet.count)
      let item = inline(rest).wrapped(to: width, indent: indent + bullet, hanging: hanging)
      return Block(text: item, isItem: true)
    }
    return Block(text: inline(text[...]).wrapped(to: width, indent: indent))
  }

  /// `-`, `*`, `+` or `1.` when the line is an item of a list.
  private func marker(of line: Substring) -> String? {
    let line = line.drop { $0 == " " }
    guard let space = line.firstIndex(of: " ") else { return nil }
    let marker = line[..<space]
    if ["-", "*", "+"].contains(marker) { return String(marker) }
    let isNumber = marker.hasSuffix(".") && !marker.dropLast().isEmpty
    return isNumber && marker.dropLast().allSatisfy(\.isNumber) ? String(marker) : nil
  }

  /// Each row as an item of a list, its first cell first: a wide table does not fit a terminal.
  private func table(_ lines: [Substring]) -> String {
    let rows = lines.map { line in
      line.split(separator: "|").map { inline($0.trimmingBlanks()) }
    }
    let body = rows.dropFirst().filter { !$0.allSatisfy { $0.allSatisfy { "-: ".contains($0) } } }
    return body.map { row in
      let cells = zip(rows[0].dropFirst(), row.dropFirst()).map { "\($0): \($1)" }
      return ([row.first ?? ""] + cells).joined(separator: " — ")
        .wrapped(to: width, indent: indent + "• ", hanging: indent + "  ")
    }.joined(separator: "\n")
  }

  private func code(_ lines: [Substring]) -> String {
    lines.joined(separator: "\n").indented(by: indent + "  ")
  }

  /// Without the marks of emphasis; a link becomes its text.
  private func inline(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let character = rest.first {
      if character == "[", let note = rest.prefixMatch(of: /\[\^[^\]]+\]/) {
        rest = rest[note.range.upperBound...]
      } else if character == "[", let link = rest.prefixMatch(of: /\[([^\]\^]+)\]\([^)]*\)/) {
        result += inline(link.1)
        rest = rest[link.range.upperBound...]
      } else if character == "`", let code = rest.prefixMatch(of: /`([^`]+)`/) {
        result += code.1
        rest = rest[code.range.upperBound...]
      } else if let strong = rest.prefixMatch(of: /\*\*([^*]+)\*\*/) {
        result += inline(strong.1)
        rest = rest[strong.range.upperBound...]
      } else if let emphasis = rest.prefixMatch(of: /\*([^*\s][^*]*)\*/) {
        result += inline(emphasis.1)
        rest = rest[emphasis.range.upperBound...]
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

private struct Fence {
  let mark: Substring
  let hasRole: Bool
  var lines: [Substring] = []

  init?(opening line: Substring) {
    let line = line.drop { $0 == " " }
    guard let first = line.first, first == "`" || first == "~" else { return nil }
    mark = line.prefix { $0 == first }
    guard mark.count >= 3 else { return nil }
    hasRole = line.dropFirst(mark.count).split(separator: " ").count > 1
  }

  func closes(at line: Substring) -> Bool {
    let line = line.drop { $0 == " " }
    guard let first = mark.first, line.hasPrefix(mark) else { return false }
    return line.allSatisfy { $0 == first || $0.isWhitespace }
  }
}

extension String {
  fileprivate func trimmingPrefixWhitespace() -> Substring {
    drop(while: \.isWhitespace)
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
