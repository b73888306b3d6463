extension LexerTable {
  /// TOML, and what is like it: `.ini`, `.env`, `.conf` and `.properties` files.
  static let toml = LexerTable(
    Grammar(
      words: [
        .constants("true false True False yes no on off null none inf nan"),
        .keywords("export", first: true, beginsCommand: true),
      ],
      wordBytes: "-./@",
      quotes: [.tripled("\""), .tripled("'")], quotesBeginValues: true,
      lineComments: ["#", ";", "//"], commandEnds: "{,", keyEnds: "=:", keysHaveSpaces: true,
      hasVariables: true, hasSections: true))
}
