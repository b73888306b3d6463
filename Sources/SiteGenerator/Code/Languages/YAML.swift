extension LexerTable {
  static let yaml = LexerTable(
    Grammar(
      words: [.constants("true false null yes no on off True False Null Yes No On Off")],
      wordBytes: "-./",
      quotes: [.long("\""), .raw("'")], quotesBeginValues: true,
      sigils: [
        Grammar.Sigil("&", .variable, more: "-."), Grammar.Sigil("*", .variable, more: "-."),
        Grammar.Sigil("!", .keyword, more: "-.:/"),
      ],
      commandEnds: "{,", keyEnds: ":", keysHaveSpaces: true, hasBlockScalars: true))
}
