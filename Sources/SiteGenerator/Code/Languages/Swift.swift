extension LexerTable {
  static let swift = LexerTable(
    Grammar(
      words: [
        .keywords(
          "func class struct enum protocol actor extension typealias associatedtype macro",
          declares: true),
        .keywords(
          """
          any as async await borrowing break case catch consuming continue convenience default \
          defer deinit do else fallthrough fileprivate final for get guard if import in indirect \
          init inout internal is lazy let mutating nonisolated open operator override package \
          private public repeat required rethrows return set some static subscript super switch \
          throw throws try unowned var weak where while willSet didSet
          """),
        .constants("true false nil self Self"),
      ],
      quotes: [.tripled("\"")],
      sigils: [Grammar.Sigil("@", .keyword), Grammar.Sigil("#", .keyword)],
      lineComments: ["//"],
      blockComment: Grammar.BlockComment(start: "/*", end: "*/", isNested: true),
      hasMembers: true))
}
