import Foundation
import Testing

@testable import LabsCommand

/// A course whose state can be read and not be written: a backup, a colleague's folder, a full quota.
@Suite(.fewAtOnce) struct ReadOnlyTests {
  @Test(arguments: [
    ["status", "files"], ["report", "files"], ["ledger"], ["run", "files", "--dry-run"],
  ])
  func `what was recorded can be looked at`(command: [String]) async throws {
    let labs = try await recorded()
    let before = try await labs.start(command).ending()
    let ending = try await readOnly(labs, command)

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output == before.output)
    #expect(ending.errors == "")
  }

  @Test func `what calls have written since is in the ledger, and is taken in later`() async throws
  {
    let labs = try await recorded()
    try labs.write(
      """
      {"event":"created","call":"a","service":"logs","operation":"CreateLogGroup","lab":"files",\
      "step":"one","run":"r","account":"123456789012","at":1,"resources":[{"kind":"logs/log group",\
      "identifier":{"logGroupName":"one"},"region":"us-east-1","costs":true}]}

      """, to: ".labs/ledger/emulated.jsonl")
    let ending = try await readOnly(labs, ["ledger", "--plain"])

    #expect(ending.output.hasPrefix("standing: 1: files: one"), "\(ending.errors)")
    #expect(try await labs.run("ledger", "--plain").output == ending.output)
  }

  @Test(arguments: [true, false])
  func `so can what a run that was killed has recorded`(hasIndexOfLog: Bool) async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two", script: "echo waiting; sleep 600"), to: "labs/files/02-two.md")
    let running = try labs.start(["run", "files", "--plain"])
    try await running.hasPrinted("| waiting")
    running.send(SIGKILL)
    _ = try await running.ending()
    if !hasIndexOfLog { unlink(labs.root + "/.labs/progress.sqlite-shm") }
    let ending = try await readOnly(labs, ["status", "files", "--plain"])

    #expect(ending.output.contains("files: one: passed"), "\(ending.errors)")
    #expect(ending.output.contains("files: two: was interrupted"), "\(ending.errors)")
    #expect(try await readOnly(labs, ["run", "files"]).code == 5)
  }

  @Test(arguments: [
    ["run", "files"], ["check", "files"], ["clean", "files"], ["hint", "files"],
  ])
  func `what has to be recorded is refused before anything is run`(command: [String]) async throws {
    let labs = try await recorded()
    unlink(labs.root + "/.labs/work/files/two")
    let ending = try await readOnly(labs, command)

    #expect(ending.code == 5)
    #expect(
      ending.errors == """
        labs: Progress cannot be written to “\(labs.root)/.labs/progress.sqlite”: it is read-only. \
        Give yourself the right to write the file and its folder.

        """)
    #expect(ending.output == "")
    #expect(labs.text(of: ".labs/work/files/two") == nil)
  }

  private func recorded() async throws -> Program {
    let labs = try Program(lab: FixtureLab.files)
    try #require(try await labs.run("run", "files").code == 0)
    return labs
  }

  /// Runs a command for somebody who may not write below `.labs`.
  private func readOnly(_ labs: Program, _ command: [String]) async throws -> Program.Ending {
    let state = labs.root + "/.labs"
    try await shell("chmod -R a+rX,a-w '\(state)'")
    let arguments = ["labs"] + command + ["--root", labs.root]
    let isRoot = geteuid() == 0
    // The rights of files do not bind root.
    let program = isRoot ? "/usr/bin/setpriv" : Program.program
    let prefix = ["setpriv", "--reuid=65534", "--clear-groups", Program.program]
    let ending = try await Running(
      program, isRoot ? prefix + arguments.dropFirst() : arguments, environment: Program.environment
    ).ending()
    try await shell("chmod -R u+w,go-rwx '\(state)'")
    return ending
  }

  private func shell(_ text: String) async throws {
    _ = try await Running("/bin/sh", ["sh", "-c", text], environment: [:]).ending()
  }
}
