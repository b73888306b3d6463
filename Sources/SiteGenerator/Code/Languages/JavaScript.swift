extension LexerTable {
  /// Also TypeScript, and elements within either.
  static let javaScript = LexerTable(
    Grammar(
      words: [
        .keywords("class function interface enum namespace", declares: true),
        .keywords(
          """
          abstract as async await break case catch const continue debugger declare default delete \
          do else export extends finally for from if implements import in instanceof is keyof let \
          new of private protected public readonly return satisfies static super switch throw try \
          type typeof var void while with yield
          """),
        .constants("true false null undefined this NaN Infinity"),
      ],
      wordBytes: "$", wordStarts: "$",
      quotes: [
        .plain("\""), Grammar.Quote(mark: UInt8(ascii: "'"), isApostrophe: true),
        Grammar.Quote(mark: UInt8(ascii: "`"), spansLines: true, hasHoles: true),
      ],
      sigils: [Grammar.Sigil("@", .name, more: ".")],
      lineComments: ["//"], blockComment: Grammar.BlockComment(start: "/*", end: "*/"),
      hasMembers: true, hasPatterns: true, hasTags: true))
}
