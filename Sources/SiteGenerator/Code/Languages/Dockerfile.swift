extension LexerTable {
  /// What stands behind `RUN` and its like is shell.
  static let dockerfile = LexerTable(
    Grammar(
      words: [
        .keywords(
          "RUN CMD ENTRYPOINT SHELL ONBUILD HEALTHCHECK", first: true, beginsCommand: true),
        .keywords(
          "FROM LABEL MAINTAINER EXPOSE ENV ADD COPY VOLUME USER WORKDIR ARG STOPSIGNAL",
          first: true),
        .keywords("AS"),
      ],
      wordBytes: "-./:", wordStarts: "./~",
      quotes: [.long("\""), .raw("'")],
      commandEnds: "|&;(", namesCommands: true,
      hasVariables: true, hasFlags: true, hasEscapes: true, hasHeredocs: true))
}
