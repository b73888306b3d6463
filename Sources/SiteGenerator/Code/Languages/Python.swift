extension LexerTable {
  static let python = LexerTable(
    Grammar(
      words: [
        .keywords("def class", declares: true),
        .keywords(
          """
          and as assert async await break continue del elif else except finally for from global \
          if import in is lambda match nonlocal not or pass raise return try while with yield
          """),
        .constants("True False None self cls"),
      ],
      quotes: [.tripled("\""), .tripled("'")], stringPrefixes: "rRbBfFuU",
      sigils: [Grammar.Sigil("@", .name, more: ".", first: true)], hasMembers: true))
}
