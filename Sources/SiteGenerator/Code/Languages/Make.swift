extension LexerTable {
  static let make = LexerTable(
    Grammar(
      words: [
        .keywords(
          "include ifeq ifneq ifdef ifndef else endif define endef export override", first: true)
      ],
      wordBytes: "-./%", wordStarts: ".",
      quotes: [.plain("\""), .plain("'")],
      keyEnds: ":=", hasVariables: true, hasNamesInParentheses: true, hasFlags: true,
      hasEscapes: true))
}
