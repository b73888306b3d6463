import CourseModel

/// The YAML between the two `---` lines at the beginning of a Markdown file.
struct FrontMatter {
  /// The keys and values; `nil` when there is no front matter, or none that can be read.
  let root: YAMLNode?

  /// Whether something is wrong with it, so that what it should say is not missed a second time.
  let isBroken: Bool

  /// The first line below it, counted from 1; one past the last line when there is none.
  let bodyLine: Int

  init(of file: SourceFile, findings: Findings) {
    guard Self.isRule(file, 1) else {
      let isMisplaced = Self.reportMisplaced(file, findings)
      (root, isBroken, bodyLine) = (nil, isMisplaced, 1)
      return
    }
    guard let end = (2..<(file.lineCount + 1)).first(where: { Self.isEnd(file, $0) }) else {
      findings.malformed(
        at: SourceLocation(file: file.path, line: 1, column: 1),
        "The front matter that begins here is never closed.",
        remedy: "Close it with a line “---”; for a rule across the page write “***”.")
      (root, isBroken, bodyLine) = (nil, true, file.lineCount + 1)
      return
    }
    let text = end > 2 ? file.text(file.line(2).lowerBound..<file.line(end).lowerBound) : ""
    root =
      PlainYAML.mapping(text, file: file.path, linesBefore: 1)
      ?? YAMLDocument.root(of: text, file: file.path, linesBefore: 1, findings)
    isBroken = root == nil
    bodyLine = end + 1
  }

  /// Front matter below blank lines is only a rule and some text: not what was meant.
  private static func reportMisplaced(_ file: SourceFile, _ findings: Findings) -> Bool {
    let firstText = (1...file.lineCount).first { !file.bytes[file.line($0)].allSatisfy(\.isBlank) }
    guard let line = firstText, line > 1, line < file.lineCount, isRule(file, line) else {
      return false
    }
    let word = file.bytes[file.line(line + 1)].drop { $0.isLetter }
    guard word.first == UInt8(ascii: ":"), word.count < file.line(line + 1).count else {
      return false
    }
    findings.malformed(
      at: SourceLocation(file: file.path, line: line, column: 1),
      "The front matter does not begin on the first line.",
      remedy: "Remove the blank lines above it.")
    return true
  }

  private static func isRule(_ file: SourceFile, _ line: Int) -> Bool {
    isLine(of: "---", file, line)
  }

  private static func isEnd(_ file: SourceFile, _ line: Int) -> Bool {
    isLine(of: "---", file, line) || isLine(of: "...", file, line)
  }

  /// Whether the line is `mark` and white space.
  private static func isLine(of mark: String, _ file: SourceFile, _ line: Int) -> Bool {
    let bytes = file.bytes[file.line(line)]
    return bytes.starts(with: mark.utf8) && bytes.dropFirst(3).allSatisfy(\.isBlank)
  }
}
