/// What bash cannot make sense of in shell texts, each of which is judged by itself.
///
/// One process judges hundreds of texts. Where it complains, the text that the complaint is about is
/// judged alone, for a message of its own, and the rest goes on behind it.
struct ShellSyntax {
  struct Problem: Equatable {
    /// In the text, counted from 1.
    let line: Int

    /// Bash's words.
    let complaint: String
  }

  /// As ``BashProcess/complaints(about:)``.
  let complaints: ([UInt8]) -> String?

  /// So many texts with mistakes are reported; a course has fewer, and each costs two processes.
  private static let limit = 500
  private static let largestBatch = 128 * 1024

  /// By the text's index. Only texts that are no ``PlainShell`` are shown to bash.
  func problems(in texts: [String]) -> [Int: Problem] {
    var problems: [String: Problem] = [:]
    var seen: Set<String> = []
    var together: [String] = []
    for text in texts where !PlainShell.isPlain(text) && seen.insert(text).inserted {
      if HereDocument.areClosed(in: text) {
        together.append(text)
      } else {
        problems[text] = judge(text)
      }
    }
    var rest = together[...]
    var size = together.count
    while !rest.isEmpty, size > 0, problems.count < Self.limit {
      judgeBatch(of: &rest, size: &size, &problems)
    }
    return Dictionary(
      texts.enumerated().compactMap { index, text in problems[text].map { (index, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Takes what it judged from the front of `rest`, at most `size` texts.
  private func judgeBatch(
    of rest: inout ArraySlice<String>, size: inout Int, _ problems: inout [String: Problem]
  ) {
    var batch = ShellBatch()
    for text in rest.prefix(size) {
      if batch.count > 0, batch.bytes.count + text.utf8.count > Self.largestBatch { break }
      batch.add(text)
    }
    guard let words = complaints(batch.bytes) else {
      rest = []
      return
    }
    guard let first = Self.firstProblem(in: words) else {
      rest = rest.dropFirst(batch.count)
      size = max(size, batch.count * 2)
      return
    }
    // Bash reads one command after the other: what comes before the first mistake is good. One that
    // it finds behind all of them may be in any: then half of them are tried.
    guard let index = batch.index(ofLine: first.line) ?? (batch.count == 1 ? 0 : nil) else {
      size = batch.count / 2
      return
    }
    let text = rest[rest.startIndex + index]
    problems[text] = judge(text)
    rest = rest.dropFirst(index + 1)
  }

  private func judge(_ text: String) -> Problem? {
    complaints(Array(text.utf8) + [0x0A]).flatMap(Self.firstProblem)
  }

  /// `/dev/fd/3: line 3: syntax error near unexpected token `('`
  private static func firstProblem(in words: String) -> Problem? {
    for line in words.split(separator: "\n") {
      guard let mark = line.firstRange(of: ": line "),
        let end = line[mark.upperBound...].firstRange(of: ": "),
        let number = Int(line[mark.upperBound..<end.lowerBound])
      else { continue }
      return Problem(line: number, complaint: String(line[end.upperBound...]))
    }
    return words.isEmpty ? nil : Problem(line: .max, complaint: words)
  }
}
