extension LexerTable {
  static let powerShell = LexerTable(
    Grammar(
      words: [
        .keywords("function filter class", declares: true),
        .keywords(
          """
          begin break catch continue do else elseif end exit finally for foreach from if in param \
          process return switch throw trap try until using while
          """, first: true),
      ],
      ignoresCase: true, wordBytes: "-./:\\", wordStarts: "./\\",
      quotes: [
        Grammar.Quote(mark: UInt8(ascii: "\""), escape: UInt8(ascii: "`"), spansLines: true),
        .raw("'"),
      ],
      sigils: [Grammar.Sigil("$", .variable, more: ":")],
      blockComment: Grammar.BlockComment(start: "<#", end: "#>"),
      commandEnds: "|;({&=", namesCommands: true, hasFlags: true))
}
