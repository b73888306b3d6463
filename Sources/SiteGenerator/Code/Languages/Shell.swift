extension LexerTable {
  static let shell = LexerTable(
    Grammar(
      words: [
        .keywords("if then else elif while until do !", first: true, beginsCommand: true),
        .keywords(
          """
          fi for done case esac in function select export local readonly return exit set unset \
          source trap shift declare break continue
          """, first: true),
      ],
      wordBytes: "-./:", wordStarts: "./~",
      quotes: [.long("\""), .raw("'")],
      commandEnds: "|&;({`", namesCommands: true,
      hasVariables: true, hasFlags: true, hasEscapes: true, hasHeredocs: true))
}
