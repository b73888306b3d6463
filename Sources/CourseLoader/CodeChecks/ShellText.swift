import CourseModel

/// Shell text of the course, and where each of its lines is written.
struct ShellText: Sendable {
  enum Place: Sendable {
    /// The first line of the text; the others follow.
    case first(SourceLocation)
    /// All of it: YAML may have folded the lines.
    case whole(SourceLocation)
  }

  let text: String
  let place: Place

  /// A script of a lab; what a note shows is never run.
  let isRun: Bool

  /// Nobody said that it is shell: only an open quote of a command is then worth a word.
  var isGuessed = false

  /// `line` counts from 1.
  func location(ofLine line: Int) -> SourceLocation {
    switch place {
    case .first(let first): SourceLocation(file: first.file, line: (first.line ?? 1) + line - 1)
    case .whole(let whole): whole
    }
  }

  /// What a note shows is not always meant to the letter: with `<name>` as a word, and of a session
  /// in a terminal the commands alone. Its lines keep their numbers.
  static func shown(_ text: String, at first: SourceLocation, isSession: Bool) -> ShellText {
    let text = isSession || hasPrompts(text) ? commands(of: text) : text
    return ShellText(text: fillingGaps(in: text), place: .first(first), isRun: false)
  }

  private static func hasPrompts(_ text: String) -> Bool {
    var isStart = true
    var isMark = false
    return text.utf8.contains { byte in
      defer { (isStart, isMark) = (byte == "\n", isStart && byte == "$") }
      return isMark && byte == " "
    }
  }

  /// The lines that begin with a prompt, and those that they go on in, as the site marks them.
  private static func commands(of session: String) -> String {
    var isContinued = false
    var ending: String?
    var result: [UInt8] = []
    for line in session.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { result.append(UInt8(ascii: "\n")) }
      let isFirst = !isContinued && ending == nil
      if isFirst, !line.starts(with: "$ ".utf8), !line.starts(with: "# ".utf8) { continue }
      let command = isFirst || line.starts(with: "> ".utf8) ? line.dropFirst(2) : line
      result.append(contentsOf: command)
      if let word = ending {
        if command.elementsEqual(word.utf8) { ending = nil }
      } else {
        ending = HereDocument.words(in: command).first
        isContinued = command.last == UInt8(ascii: "\\")
      }
    }
    return String(decoding: result.dropLast(), as: UTF8.self)
  }

  /// `<your account id>` and `< key >` to bash are redirections, and at a line's end a mistake.
  private static func fillingGaps(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var bytes = Array(text.utf8)
    var start: Int?
    for (i, byte) in bytes.enumerated() {
      if byte == "<" {
        let isSingle = i == 0 || bytes[i - 1] != "<"
        let name = bytes[(i + 1)...].drop { $0 == " " }
        start = isSingle && name.first?.isLetter == true ? i : nil
      } else if byte == ">" {
        if let first = start, bytes[i - 1] != " " || bytes[first + 1] == " " {
          for at in first...i where bytes[at] == "<" || bytes[at] == ">" || bytes[at] == " " {
            bytes[at] = UInt8(ascii: "_")
          }
        }
        start = nil
      } else if !byte.isLetter, !byte.isDigit, !" -_./:'’@".utf8.contains(byte) {
        start = nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The words that end here-documents: `EOF` of `cat <<'EOF'`.
enum HereDocument {
  static func words(in text: Substring.UTF8View) -> [String] {
    guard isPossible(in: text) else { return [] }
    var rest = Substring(text)
    var words: [String] = []
    while let mark = rest.firstRange(of: "<<") {
      rest = rest[mark.upperBound...]
      if rest.hasPrefix("<") {
        rest = rest.drop { $0 == "<" }
        continue
      }
      let word = rest.drop { $0 == "-" || $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\\" }
        .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      words.append(String(word))
    }
    return words
  }

  /// Whether each of them ends within the text, so that none can swallow what comes after it.
  static func areClosed(in text: String) -> Bool {
    guard isPossible(in: text.utf8[...]) else { return true }
    let words = words(in: text.utf8[...])
    let lines = text.split(separator: "\n").map { $0.drop { $0 == "\t" } }
    return words.allSatisfy { word in !word.isEmpty && lines.contains { $0 == word } }
  }

  private static func isPossible(in text: Substring.UTF8View) -> Bool {
    var previous: UInt8 = 0
    return text.contains { byte in
      defer { previous = byte }
      return byte == "<" && previous == "<"
    }
  }
}
