/// A session in a terminal: prompts and output are tokens of their own, so that copying leaves them
/// out.
///
/// A line that begins with a ``Prompt`` is a command. It goes on for as long as a shell would wait
/// for more: a backslash, `|` or `&&` at the line's end, an open quote, an open here-document, an
/// `if` without its `fi`. The lines that carry it on may begin with `> `, which is a prompt too.
/// Every other line is output. Text without any prompt is left plain, and is copied as a whole.
struct ConsoleLexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var lines: [Range<Int>] = []

  /// Of each line. `# ` is one only in a session that shows no other.
  private var prompts: [Prompt?] = []
  private let end: Int
  private var next = 0
  private var tokens = CodeTokens()
  private var output: Range<Int>?

  /// A here-document was found not to end; the next is not looked for across prompts.
  private var hasEndlessHeredoc = false

  /// What was typed at the prompt of the command before, for its continuation.
  private var language = CodeLanguage.plain

  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> CodeTokens {
    var lexer = ConsoleLexer(bytes, range)
    lexer.run()
    return lexer.tokens
  }

  /// Whether a block that is said to be a script is one: no script begins with `$ `.
  static func isSession(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.firstIndex(where: { $0 != UInt8(ascii: "\n") }) else { return false }
    return bytes[first] == UInt8(ascii: "$") && first + 1 < bytes.count
      && bytes[first + 1] == UInt8(ascii: " ")
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    var scanner = CodeScanner(bytes, range)
    while !scanner.isAtEnd {
      let end = scanner.lineEnd(from: scanner.at)
      lines.append(scanner.at..<end)
      scanner.at = end + 1
    }
    tokens.steps = scanner.tokens.steps + range.count
    prompts = lines.map { Prompt($0, in: bytes) }
    if prompts.contains(where: { $0?.isHash == false }) {
      prompts = prompts.map { $0?.isHash == true ? nil : $0 }
    }
  }

  private mutating func run() {
    guard prompts.contains(where: { $0 != nil }) else { return }
    while next < lines.count {
      let line = lines[next]
      let prompt = prompts[next]
      tokens.steps += line.count + 1
      next += 1
      if let prompt {
        flush()
        tokens.add(.prompt, line.lowerBound..<prompt.end)
        language = prompt.language
        command(prompt.end..<line.upperBound)
      } else if let end = continuation(line) {
        flush()
        tokens.add(.prompt, line.lowerBound..<end)
        tokens.add(language.tokens(in: bytes, end..<line.upperBound))
      } else {
        output = (output?.lowerBound ?? line.lowerBound)..<min(line.upperBound + 1, end)
      }
    }
    flush()
  }

  private mutating func flush() {
    if let output { tokens.add(.output, output) }
    output = nil
  }

  /// The end of `... ` and `    -> `, where Python and MySQL wait for more.
  private func continuation(_ line: Range<Int>) -> Int? {
    guard output == nil else { return nil }
    let scanner = CodeScanner(bytes, line)
    if language == .python, scanner.starts(with: "...", at: line.lowerBound) {
      return min(line.lowerBound + 4, line.upperBound)
    }
    if language == .sql, scanner.starts(with: "    ->", at: line.lowerBound) {
      return min(line.lowerBound + 7, line.upperBound)
    }
    return nil
  }
}

extension ConsoleLexer {
  /// A command and the lines that carry it on.
  private mutating func command(_ first: Range<Int>) {
    guard language == .shell else { return tokens.add(language.tokens(in: bytes, first)) }
    var input = ShellInput()
    input.read(first, in: bytes)
    if input.isComplete { return tokens.add(language.tokens(in: bytes, first)) }
    if next < lines.count, continuesWithPrompt(lines[next]) { return promptedCommand(first, input) }

    let start = next
    if !readOn(&input) {
      next = start
      readContinued(first)
    }
    let last = next > start ? lines[next - 1] : first
    tokens.add(language.tokens(in: bytes, first.lowerBound..<last.upperBound))
  }

  /// Steps behind the lines that the command needs; `false` when they never complete it.
  private mutating func readOn(_ input: inout ShellInput) -> Bool {
    while !input.isComplete {
      guard next < lines.count else {
        hasEndlessHeredoc = input.isInHeredoc
        return false
      }
      let mayHoldPrompts = input.isInHeredoc && !hasEndlessHeredoc
      if !mayHoldPrompts, prompts[next] != nil { return false }
      tokens.steps += lines[next].count + 1
      input.read(lines[next], in: bytes)
      next += 1
    }
    return true
  }

  /// Of a command that makes no sense to us: the lines that a backslash leads to.
  private mutating func readContinued(_ first: Range<Int>) {
    var line = first
    while next < lines.count, let last = line.last, bytes[last] == UInt8(ascii: "\\"),
      prompts[next] == nil
    {
      line = lines[next]
      next += 1
    }
  }

  private mutating func promptedCommand(_ first: Range<Int>, _ input: ShellInput) {
    var input = input
    tokens.add(language.tokens(in: bytes, first))
    while next < lines.count, !input.isComplete, continuesWithPrompt(lines[next]) {
      let line = lines[next]
      let start = min(line.lowerBound + 2, line.upperBound)
      tokens.add(.prompt, line.lowerBound..<start)
      let isText = input.isInHeredoc
      input.read(start..<line.upperBound, in: bytes)
      if !isText { tokens.add(language.tokens(in: bytes, start..<line.upperBound)) }
      tokens.steps += line.count + 1
      next += 1
    }
  }

  /// `> `, or `>` alone.
  private func continuesWithPrompt(_ line: Range<Int>) -> Bool {
    guard let first = line.first, bytes[first] == UInt8(ascii: ">") else { return false }
    return line.count == 1 || bytes[first + 1] == UInt8(ascii: " ")
  }
}
