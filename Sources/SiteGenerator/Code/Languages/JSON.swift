extension LexerTable {
  /// Also with the comments and bare keys of its descendants.
  static let json = LexerTable(
    Grammar(
      words: [.constants("true false null NaN Infinity undefined")],
      lineComments: ["//"], blockComment: Grammar.BlockComment(start: "/*", end: "*/"),
      commandEnds: "{,", keyEnds: ":"))
}
