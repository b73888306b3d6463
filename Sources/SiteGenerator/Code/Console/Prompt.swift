/// What a program shows in a terminal where it waits for a command.
///
/// A line begins with one when it begins with
/// - `$ `, `% ` or, in a session without other prompts, `# `,
/// - `user@host…$ `, `[user@host folder]$ `, `~/folder $ `, `gitpod /folder (branch) $ `, `bash-5.1$ `,
///   with `#` or `%` instead of `$`, too,
/// - `PS C:\> `, `C:\folder>`, `>>> `, `mysql> `, `MariaDB [(none)]> `, `name=# `, `name=> `;
///
/// `(venv) ` may stand before each. The last blank is left out where nothing follows.
struct Prompt {
  /// Behind its last blank.
  let end: Int

  /// What is typed there.
  let language: CodeLanguage

  /// `# ` alone, which begins a comment as well.
  var isHash = false

  /// `nil` when the line begins with none.
  init?(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) {
    let line = Line(bytes: bytes, start: Self.start(line, bytes), end: line.upperBound)
    let first = line[0]
    if "$%#".utf8.contains(first), let end = line.end(ofMark: 0) {
      (self.end, language, isHash) = (end, .shell, first == UInt8(ascii: "#"))
    } else if line.starts(with: ">>>"), let end = line.end(ofMark: 2) {
      (self.end, language) = (end, .python)
    } else if let end = line.shell() {
      (self.end, language) = (end, .shell)
    } else if let (end, language) = line.windows() {
      (self.end, self.language) = (end, language)
    } else if let (end, language) = line.client() {
      (self.end, self.language) = (end, language)
    } else {
      return nil
    }
  }

  /// Behind `(venv) `, when the line begins so.
  private static func start(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = line.first, bytes[first] == UInt8(ascii: "("),
      let close = line.dropFirst().prefix(40).first(where: { bytes[$0] == UInt8(ascii: ")") }),
      close + 1 < line.upperBound, bytes[close + 1] == UInt8(ascii: " ")
    else { return line.lowerBound }
    return close + 2
  }
}

/// A line, looked at from where its prompt may begin.
private struct Line {
  let bytes: UnsafeBufferPointer<UInt8>
  let start: Int
  let end: Int

  /// How far into a line a prompt may reach.
  private static let longest = 120
  private static let names = ByteSet.words.union(".-")

  subscript(offset: Int) -> UInt8 { start + offset < end ? bytes[start + offset] : 0 }

  func starts(with text: StaticString) -> Bool {
    (0..<text.utf8CodeUnitCount).allSatisfy { self[$0] == text.utf8Start[$0] }
  }

  /// Behind the blank that follows the mark at `offset`; `nil` when another byte follows.
  func end(ofMark offset: Int) -> Int? {
    let next = start + offset + 1
    if next >= end { return end }
    return bytes[next] == UInt8(ascii: " ") ? next + 1 : nil
  }

  /// The first of `marks` from `offset` on that a blank or nothing follows.
  private func end(ofFirst marks: ByteSet, from offset: Int) -> Int? {
    for next in offset..<max(offset, min(Self.longest, end - start))
    where marks.contains(self[next]) {
      if let end = end(ofMark: next) { return end }
    }
    return nil
  }

  private func word(from offset: Int) -> Int {
    var next = offset
    while next < Self.longest, Self.names.contains(self[next]) { next += 1 }
    return next
  }

  func shell() -> Int? {
    let name = self[0] == UInt8(ascii: "[") ? 1 : 0
    let word = word(from: name)
    if word > name, self[word] == UInt8(ascii: "@") { return end(ofFirst: "$#%", from: word) }
    if starts(with: "bash-") || starts(with: "sh-") {
      return "$#".utf8.contains(self[word]) ? end(ofMark: word) : nil
    }
    let folder = word > 0 && self[word] == UInt8(ascii: " ") ? word + 1 : 0
    guard "/~".utf8.contains(self[folder]) else { return nil }
    return endBehindFolder(from: folder)
  }

  /// Behind a folder, and a branch in parentheses, comes the mark.
  private func endBehindFolder(from folder: Int) -> Int? {
    var next = folder
    while next < Self.longest, !" \u{0}$#%".utf8.contains(self[next]) { next += 1 }
    if self[next] == UInt8(ascii: " "), self[next + 1] == UInt8(ascii: "(") {
      while next < Self.longest, self[next] != UInt8(ascii: ")"), self[next] != 0 { next += 1 }
      next += 1
    }
    if self[next] == UInt8(ascii: " ") { next += 1 }
    return "$#%".utf8.contains(self[next]) ? end(ofMark: next) : nil
  }

  func windows() -> (Int, CodeLanguage)? {
    if starts(with: "PS ") { return end(ofFirst: ">", from: 3).map { ($0, .powerShell) } }
    guard ByteSet.wordStarts.contains(self[0]), self[1] == UInt8(ascii: ":"),
      self[2] == UInt8(ascii: "\\"),
      let mark = (3..<Self.longest).first(where: { self[$0] == UInt8(ascii: ">") })
    else { return nil }
    return (end(ofMark: mark) ?? start + mark + 1, .plain)
  }

  /// `mysql> `, `127.0.0.1:6379> `, `name=# ` and their like.
  func client() -> (Int, CodeLanguage)? {
    var next = word(from: 0)
    guard next > 1 else { return nil }
    if self[next - 1] == UInt8(ascii: "-") { next -= 1 }
    if "=-(".utf8.contains(self[next]), "#>".utf8.contains(self[next + 1]) {
      return end(ofMark: next + 1).map { ($0, .sql) }
    }
    let isDatabase = starts(with: "mysql") || starts(with: "sqlite") || starts(with: "MariaDB")
    if self[next] == UInt8(ascii: ":") { next = word(from: next + 1) }
    if starts(with: "MariaDB [") {
      return end(ofFirst: ">", from: next).map { ($0, .sql) }
    }
    guard self[next] == UInt8(ascii: ">") else { return nil }
    return end(ofMark: next).map { ($0, isDatabase ? .sql : .plain) }
  }
}
