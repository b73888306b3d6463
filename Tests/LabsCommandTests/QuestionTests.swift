#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Testing

@testable import LabsCommand

/// `labs run` on a terminal asks before each step.
@Suite(.fewAtOnce) struct QuestionTests {
  @Test func `Enter runs, s skips and q quits`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let session = try TerminalSession(labs, "run", "files")

    let brief = try await session.see("Run it?")
    #expect(brief.contains("A file is kept."))
    #expect(brief.contains("echo \"$COLOUR\""))
    #expect(brief.contains("The file holds the colour"))
    #expect(brief.contains("Nothing."), "the cost")
    session.type("\n")
    try await session.see("Run it?")
    session.type("s")
    try await session.see("skipped:")
    try await session.see("Run it?")
    session.type("q")

    #expect(try await session.ending() == 1)
    #expect(labs.text(of: ".labs/work/files/one") == "blue\n")
    #expect(labs.text(of: ".labs/work/files/two") == nil)
    #expect(labs.text(of: ".labs/work/files/three") == nil)
  }

  @Test func `Enter looks at a step that is to be done by hand, and r runs its solution`()
    async throws
  {
    var files = FixtureLab.files
    files["labs/files/01-one.md"] = files["labs/files/01-one.md"]?
      .replacing("cost: Nothing.", with: "cost: Nothing.\nby-hand: true")
    let labs = try Program(lab: files)
    let session = try TerminalSession(labs, "run", "files")

    let brief = try await session.see("run the solution")
    #expect(brief.contains("labs shell files"))
    #expect(!brief.contains("echo \"$COLOUR\""), "the solution")
    session.type("\n")
    try await session.see("not passed: The file holds the colour")
    try await session.see("run the solution")
    #expect(labs.text(of: ".labs/work/files/one") == nil)
    session.type("r")
    try await session.see("Run it?")
    session.type("q")

    #expect(try await session.ending() == 1)
    #expect(labs.text(of: ".labs/work/files/one") == "blue\n")
  }

  @Test func `h shows a hint and asks again`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let session = try TerminalSession(labs, "run", "files")

    try await session.see("Run it?")
    session.type("h")
    try await session.see("Write the colour into the file.")
    try await session.see("Run it?")
    session.type("q")

    #expect(try await session.ending() == 1)
  }

  @Test func `Ctrl-C at the question ends with 130`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let session = try TerminalSession(labs, "run", "files")

    try await session.see("Run it?")
    kill(session.process, SIGINT)

    #expect(try await session.ending() == 130)
  }

  @Test func `yes runs straight through`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let session = try TerminalSession(labs, "run", "files", "--yes")

    try await session.see("3 of 3 steps")

    #expect(try await session.ending() == 0)
  }
}
