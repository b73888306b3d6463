import Foundation
import Testing

/// `labs shell`, and `labs watch` beside it.
@Suite(.fewAtOnce) struct ShellTests {
  @Test func `its environment is that of the scripts`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let printing =
      "env | sort | grep -vE '^(_|SHLVL|PWD|OLDPWD|LABS_(RUN_ID|OUTPUT|SCRIPT)|PS1|HISTFILE)='"
    try labs.write(
      FixtureLab.step("one", script: "\(printing) >\"$LABS_WORKDIR/env\""),
      to: "labs/files/01-one.md")
    #expect(try await labs.run("run", "files", "one").code == 0)
    let script = try #require(labs.text(of: ".labs/work/files/env"))

    let shell = try await labs.run("shell", "files", "one", "--command", printing)

    #expect(shell.code == 0, "\(shell.errors)")
    #expect(shell.output == script)
    #expect(script.contains("LABS_STEP=one") && script.contains("COLOUR=blue"))
  }

  @Test func `a command that fails ends with 1, and without a terminal there is no shell`()
    async throws
  {
    let labs = try Program(lab: FixtureLab.files)
    #expect(try await labs.run("shell", "files", "--command", "exit 9").code == 1)
    let shell = try await labs.run("shell", "files")
    #expect(shell.code == 2)
    #expect(shell.errors.contains("needs a terminal"))
  }

  @Test func `what is handed on by hand reaches later steps`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let handOn = "echo FOUND=it >> \"$LABS_OUTPUT\""
    #expect(try await labs.run("shell", "files", "one", "--command", handOn).code == 0)
    let later = try await labs.run("shell", "files", "two", "--command", "echo \"<$FOUND>\"")
    #expect(later.output == "<it>\n")
    #expect(try await labs.run("status", "files", "--plain").output.contains("one: not done yet"))
    #expect(
      try await labs.run("report", "files", "--json").json("data", "steps", "0", "attempts") == "0")
  }

  @Test func `on a terminal it asks for commands, in the lab's folder`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let session = try TerminalSession(labs, "shell", "files", "two")
    try await session.see("(files two) $ ")
    session.type("pwd; echo \"$LABS_STEP-$((40 + 2))\"\n")
    let said = try await session.see("two-42")
    #expect(said.contains("/labs/files"))
    session.type("exit\n")
    #expect(try await session.ending() == 0)
    #expect(try await labs.run("status", "files", "--plain").output.contains("two: not done yet"))
  }

  @Test func `a watched lab moves on while its student works in a shell`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let watch = try labs.start(["watch", "files", "--plain"])
    for step in ["one", "two", "three"] {
      try await watch.hasPrinted("watching: \(step)")
      let work = "mkdir -p \"$LABS_WORKDIR\"; echo blue >\"$LABS_WORKDIR/\(step)\""
      #expect(try await labs.run("shell", "files", "--command", work).code == 0)
    }
    let ending = try await watch.ending()
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(!ending.output.contains("script:"))
    #expect(ending.output.contains("passed: three"))
  }

  @Test func `Ctrl-C stops watching, and what had passed is kept`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    #expect(try await labs.run("run", "files", "one").code == 0)
    let watch = try TerminalSession(labs, "watch", "files")
    try await watch.see("not passed:")
    kill(watch.process, SIGINT)
    #expect(try await watch.ending() == 130)
    #expect(try await labs.run("status", "files", "--plain").output.contains("one: passed"))
  }
}
