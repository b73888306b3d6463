extension LexerTable {
  static let ruby = LexerTable(
    Grammar(
      words: [
        .keywords("def class module", declares: true),
        .keywords(
          """
          alias and begin break case do else elsif end ensure extend for if in include loop next \
          not or private protected public raise redo require require_relative rescue retry return \
          super then undef unless until when while yield attr_accessor attr_reader attr_writer
          """),
        .constants("true false nil self"),
      ],
      wordBytes: "?!",
      quotes: [.long("\""), .long("'")],
      sigils: [
        Grammar.Sigil("@", .variable), Grammar.Sigil("$", .variable), Grammar.Sigil(":", .number),
      ],
      blockComment: Grammar.BlockComment(start: "=begin", end: "=end"),
      hasMembers: true, hasHeredocs: true))
}
