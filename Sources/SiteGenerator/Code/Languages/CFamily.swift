/// Languages with braces that differ in little but their words.
extension LexerTable {
  static let go = braces(
    declaring: "func type",
    keywords: """
      break case chan const continue default defer else fallthrough for go goto if import interface \
      map package range return select struct switch var
      """,
    constants: "true false nil iota", quotes: [.plain("\""), .plain("'"), .raw("`")])

  static let rust = braces(
    declaring: "fn struct enum trait mod type union",
    keywords: """
      as async await break const continue crate dyn else extern for if impl in let loop match move \
      mut pub ref return static super unsafe use where while
      """,
    constants: "true false self Self None Some Ok Err", quotes: [.long("\"")])

  static let c = braces(
    declaring: "struct enum union class namespace",
    keywords: """
      auto bool break case catch char const constexpr continue default delete do double else extern \
      float for goto if inline int long new private protected public register return short signed \
      sizeof static switch template throw try typedef typename unsigned using virtual void \
      volatile while
      """,
    constants: "true false NULL nullptr this",
    sigils: [Grammar.Sigil("#", .keyword, first: true)])

  static let java = braces(
    declaring: "class interface enum record object fun",
    keywords: """
      abstract as async await base boolean break byte case catch char const continue data default do \
      double else extends final finally float for foreach if implements import in instanceof int \
      internal is long namespace native new out override package private protected public readonly \
      return sealed short static string super switch synchronized throw throws transient try using \
      val var virtual void volatile when where while yield
      """,
    constants: "true false null this", sigils: [Grammar.Sigil("@", .name)])

  private static func braces(
    declaring: String, keywords: String, constants: String,
    quotes: [Grammar.Quote] = [.tripled("\""), .plain("'")], sigils: [Grammar.Sigil] = []
  ) -> LexerTable {
    LexerTable(
      Grammar(
        words: [
          .keywords(declaring, declares: true), .keywords(keywords), .constants(constants),
        ],
        quotes: quotes, sigils: sigils, lineComments: ["//"],
        blockComment: Grammar.BlockComment(start: "/*", end: "*/"), hasMembers: true))
  }
}
