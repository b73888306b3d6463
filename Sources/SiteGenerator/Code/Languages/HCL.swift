extension LexerTable {
  static let hcl = LexerTable(
    Grammar(
      words: [
        .keywords(
          """
          resource data variable output module provider terraform locals moved import check \
          removed dynamic backend lifecycle provisioner connection
          """, first: true),
        .keywords("for in if"),
        .constants("true false null string number bool list map set object any"),
      ],
      wordBytes: "-",
      quotes: [Grammar.Quote(mark: UInt8(ascii: "\""), hasHoles: true)],
      lineComments: ["#", "//"], blockComment: Grammar.BlockComment(start: "/*", end: "*/"),
      commandEnds: "{,", keyEnds: "=:", hasMembers: true, hasHeredocs: true))
}
