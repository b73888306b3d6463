extension LexerTable {
  static let sql = LexerTable(
    Grammar(
      words: [
        .keywords(
          """
          add all alter and any as asc begin between by cascade case cast check column commit \
          conflict constraint create cross current database default delete desc distinct do drop \
          else end except exists explain extension foreign from full function grant group having \
          if ilike in index inner insert intersect into is join key left like limit materialized \
          natural not nothing nulls offset on or order outer over partition primary procedure \
          recursive references rename replace restrict returning returns revoke right rollback \
          row rows schema select sequence set table temporary then to transaction trigger \
          truncate union unique update using values view when where window with
          """),
        .keywords(
          """
          bigint boolean bytea char date decimal double float int integer interval json jsonb \
          numeric precision real serial smallint text time timestamp timestamptz uuid varchar
          """),
        .constants("true false null"),
      ],
      ignoresCase: true,
      quotes: [.raw("'"), Grammar.Quote(mark: UInt8(ascii: "\""), escape: 0)],
      sigils: [Grammar.Sigil(":", .variable), Grammar.Sigil("@", .variable)],
      lineComments: ["--"], blockComment: Grammar.BlockComment(start: "/*", end: "*/"),
      hasMembers: true))
}
