extension LexerTable {
  static let nginx = LexerTable(
    Grammar(
      words: [
        .keywords(
          "http events server location upstream if map stream types geo", first: true),
        .constants("on off"),
      ],
      wordBytes: "-./:", wordStarts: "/~",
      quotesBeginValues: true,
      sigils: [Grammar.Sigil("$", .variable)], commandEnds: ";{}", namesCommands: true))
}
