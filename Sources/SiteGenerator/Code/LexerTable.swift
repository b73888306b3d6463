/// A grammar, made ready for the lexer's innermost loop.
final class LexerTable: Sendable {
  /// What the lexer does at a byte.
  enum Action: UInt8, Sendable { case plain, newline, word, digit, quote, special }

  let grammar: Grammar
  let words: WordTable
  let actions: [Action]
  let wordBytes: ByteSet

  init(_ grammar: Grammar) {
    self.grammar = grammar
    words = WordTable(grammar.words, ignoringCase: grammar.ignoresCase)
    wordBytes = ByteSet.words.union(grammar.wordBytes)
    let special = Self.specialBytes(of: grammar)
    actions = (UInt8.min...UInt8.max).map { byte in
      if byte == UInt8(ascii: "\n") { return .newline }
      if grammar.quotes.contains(where: { $0.mark == byte }) { return .quote }
      if special.contains(byte) { return .special }
      if ByteSet.wordStarts.contains(byte) || grammar.wordStarts.contains(byte) { return .word }
      return ByteSet.digits.contains(byte) ? .digit : .plain
    }
  }

  private static func specialBytes(of grammar: Grammar) -> ByteSet {
    var bytes = grammar.lineComments.map { $0.utf8Start[0] } + grammar.sigils.map(\.mark)
    if let comment = grammar.blockComment { bytes.append(comment.start.utf8Start[0]) }
    if grammar.hasVariables { bytes.append(UInt8(ascii: "$")) }
    if grammar.hasFlags { bytes.append(UInt8(ascii: "-")) }
    if grammar.hasEscapes { bytes.append(UInt8(ascii: "\\")) }
    if grammar.hasHeredocs || grammar.hasTags { bytes.append(UInt8(ascii: "<")) }
    if grammar.hasBlockScalars { bytes += Array("|>".utf8) }
    if grammar.hasPatterns { bytes.append(UInt8(ascii: "/")) }
    if grammar.hasSections { bytes.append(UInt8(ascii: "[")) }
    return ByteSet(bytes).union(grammar.commandEnds)
  }
}
