/// Tells the tokens of source text apart, driven by the table of its language.
///
/// One pass over the bytes. It does not parse; where it is not sure, text stays plain. What is looked
/// for further on and is not there is remembered, so that no text is looked through twice for it.
struct CodeLexer {
  var scanner: CodeScanner
  let table: LexerTable
  var grammar: Grammar { table.grammar }

  /// Whether the next word is the first of its command, line or value.
  var isFirstWord = true

  /// Whether the next word is the name of what is declared.
  private var isDeclaration = false

  /// Whether a value is being given to a variable, behind which the command is still to come.
  private var isAssignment = false

  /// Up to where there is no mark that would close a string, for each kind of quote.
  var unclosedStrings = SIMD4<Int>(repeating: 0)
  var unclosedVariable = 0
  var unclosedPattern = 0
  var heredocs: [Heredoc] = []

  /// Where the line's key begins, for the indentation of a block scalar.
  var keyStart: Int?
  var lineStart: Int

  private init(_ scanner: CodeScanner, _ table: LexerTable) {
    self.scanner = scanner
    self.table = table
    lineStart = scanner.at
  }

  static func tokens(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ table: LexerTable
  ) -> CodeTokens {
    var lexer = CodeLexer(CodeScanner(bytes, range), table)
    lexer.run()
    return lexer.scanner.tokens
  }

  private mutating func run() {
    table.actions.withUnsafeBufferPointer { actions in
      while !scanner.isAtEnd {
        let byte = scanner.bytes[scanner.at]
        switch actions[Int(byte)] {
        case .plain: scanner.at += 1
        case .newline: beginLine()
        case .word: word()
        case .digit: number()
        case .quote: string(from: scanner.at)
        case .special: special(byte)
        }
      }
    }
    scanner.tokens.steps += scanner.range.count
  }

  private mutating func beginLine() {
    scanner.at += 1
    isFirstWord = true
    isDeclaration = false
    isAssignment = false
    keyStart = nil
    lineStart = scanner.at
    if !heredocs.isEmpty { readHeredocs() }
  }

  private mutating func word() {
    let start = scanner.at
    var key = WordTable.Key()
    let mask: UInt8 = grammar.ignoresCase ? 0x20 : 0
    var end = start
    repeat {
      key.add(scanner.bytes[end] | mask)
      end += 1
    } while end < scanner.end && table.wordBytes.contains(scanner.bytes[end])

    let previous = scanner.previous
    if isAssignment, ByteSet.blanks.contains(previous) { beginCommand() }
    if isStringPrefix(start..<end) {
      scanner.at = end
      return string(from: start)
    }
    if isDeclaration, ByteSet.blanks.contains(previous) { return name(to: end) }
    let meaning = table.words[key]
    if isFirstWord, meaning?.beginsCommand != true, let keyEnd = keyEnd(behind: end) {
      keyStart = keyStart ?? start
      return name(to: keyEnd)
    }
    if let meaning, isFirstWord || !meaning.isFirstOnly,
      !(grammar.hasMembers && previous == UInt8(ascii: "."))
    {
      scanner.add(meaning.kind, to: end)
      isFirstWord = meaning.beginsCommand
      isDeclaration = meaning.declares
    } else if isFirstWord {
      firstWord(to: end)
    } else {
      scanner.at = end
    }
  }

  private mutating func firstWord(to end: Int) {
    if !grammar.namesCommands {
      plainWord(to: end)
    } else if scanner.byte(end) == UInt8(ascii: "=") {
      plainWord(to: end)
      isAssignment = true
    } else {
      name(to: end)
    }
  }

  private mutating func name(to end: Int) {
    scanner.add(.name, to: end)
    isFirstWord = false
    isDeclaration = false
  }

  private mutating func plainWord(to end: Int) {
    scanner.at = end
    isFirstWord = false
  }

  mutating func beginCommand() {
    isFirstWord = true
    isAssignment = false
  }

  private func isStringPrefix(_ word: Range<Int>) -> Bool {
    guard word.count <= 2, !grammar.stringPrefixes.isEmpty,
      grammar.quotes.contains(where: { $0.mark == scanner.byte(word.upperBound) })
    else { return false }
    return word.allSatisfy { grammar.stringPrefixes.contains(scanner.bytes[$0]) }
  }

  /// Digits with points, in any base; plain when they are a part of something else, like a date.
  private mutating func number() {
    let isPart = table.wordBytes.contains(scanner.previous)
    var end = scanner.end(of: Self.numberBytes, from: scanner.at)
    if scanner.byte(end - 1) | 0x20 == UInt8(ascii: "e"),
      scanner.byte(end) == UInt8(ascii: "-") || scanner.byte(end) == UInt8(ascii: "+")
    {
      end = scanner.end(of: ByteSet.digits, from: end + 1)
    }
    while scanner.byte(end - 1) == UInt8(ascii: ".") { end -= 1 }
    let isWhole = !table.wordBytes.contains(scanner.byte(end)) && isNumber(scanner.at..<end)
    if isWhole, !isPart { scanner.add(.number, to: end) } else { scanner.at = end }
    isFirstWord = false
  }

  private static let numberBytes = ByteSet.digits.union("._abcdefxoABCDEFXO")

  private static let decimals = ByteSet.digits.union("._eE+-")

  /// `1.5e3` and `0xFF` are, `1a` and `10.` behind a sentence are not.
  private func isNumber(_ range: Range<Int>) -> Bool {
    let second = scanner.byte(range.lowerBound + 1) | 0x20
    if scanner.bytes[range.lowerBound] == UInt8(ascii: "0"), range.count > 2,
      "xob".utf8.contains(second)
    {
      return true
    }
    return range.allSatisfy { Self.decimals.contains(scanner.bytes[$0]) }
  }

  private mutating func special(_ byte: UInt8) {
    if comment() || sigil(byte) || variable(byte) || block(byte) || oddity(byte) { return }
    if grammar.commandEnds.contains(byte) { beginCommand() }
    scanner.at += 1
  }
}
