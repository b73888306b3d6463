/// A heading of Markdown: `# Title`, or a line of `=` or `-` below its text.
struct Heading {
  let level: Int

  /// The offsets of the line, or of what is behind its marks.
  private enum Place {
    case line(Int)
    case behindMarks(Range<Int>)
  }

  private let place: Place

  /// `nil` when the line at the cursor makes no heading. `paragraphLine` is the last line of the
  /// paragraph that the line could underline.
  init?(_ cursor: LineCursor, below paragraphLine: Int?) {
    switch cursor.byte {
    case UInt8(ascii: "#"):
      let count = cursor.run(of: UInt8(ascii: "#"))
      guard count <= 6, cursor.offset + count == cursor.end || cursor.byte(after: count).isBlank
      else { return nil }
      level = count
      place = .behindMarks((cursor.offset + count)..<cursor.end)
    case UInt8(ascii: "="), UInt8(ascii: "-"):
      let rest = cursor.rest.drop { $0 == cursor.byte }
      guard let paragraphLine, rest.allSatisfy(\.isBlank) else { return nil }
      level = cursor.byte == UInt8(ascii: "=") ? 1 : 2
      place = .line(paragraphLine)
    default: return nil
    }
  }

  /// As it is written, without the marks of the heading.
  func text(in file: SourceFile) -> String {
    switch place {
    case .line(let line): file.text(file.line(line)).trimmed
    case .behindMarks(let range): Self.withoutClosingMarks(file.bytes[range])
    }
  }

  private static func withoutClosingMarks(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self).trimmed
    let marks = text.reversed().prefix { $0 == "#" }.count
    let before = text.dropLast(marks)
    if marks > 0, before.isEmpty || before.last?.isWhitespace == true {
      text = String(before).trimmed
    }
    return text
  }
}

extension String {
  /// The words of one line of Markdown without its marks: emphasis, code, links.
  var withoutMarkdown: String {
    var result = ""
    var rest = self[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\": if let next = rest.popFirst() { result.append(next) }
      case "`", "*": break
      case "[", "!": if character == "!", rest.first != "[" { result.append(character) }
      case "]":
        if rest.first == "(", let end = rest.firstIndex(of: ")") {
          rest = rest[rest.index(after: end)...]
        }
      default: result.append(character)
      }
    }
    return result.trimmed
  }
}
