#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Testing

@testable import LabsCommand

/// `labs run`, started as a student starts it but without a terminal.
@Suite(.fewAtOnce) struct RunTests {
  @Test func `runs every step, checks it, and ends with 0`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.contains("Step 3 of 3"))
    #expect(ending.output.contains("made three"))
    #expect(ending.output.contains("The file holds the colour"))
  }

  @Test func `a lab that has passed is not run again, only checked`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files")

    let again = try await labs.run("run", "files")

    #expect(again.code == 0, "\(again.output)\(again.errors)")
    #expect(!again.output.contains("made one"))
  }

  @Test func `stops at the first step that does not pass, and goes on from there`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two", script: "echo red > \"$LABS_WORKDIR/two\""),
      to: "labs/files/02-two.md")

    let stopped = try await labs.run("run", "files")
    #expect(stopped.code == 1)
    #expect(stopped.output.contains("red"), "what was found")
    #expect(stopped.output.contains("blue"), "what was expected")
    #expect(stopped.output.contains("Write the colour into the file."), "what to try")
    #expect(!stopped.output.contains("made three"))

    try labs.write(FixtureLab.step("two"), to: "labs/files/02-two.md")
    let resumed = try await labs.run("run", "files")
    #expect(resumed.code == 0, "\(resumed.output)\(resumed.errors)")
    #expect(!resumed.output.contains("made one"))
    #expect(resumed.output.contains("made two"))
    #expect(resumed.output.contains("made three"))
  }

  @Test func `one step can be run alone`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "files", "two")

    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(!ending.output.contains("made one"))
    #expect(ending.output.contains("made two"))
  }

  @Test func `work that was undone behind its back is found and done again`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files")
    try labs.write("green", to: ".labs/work/files/two")

    let check = try await labs.run("check", "files")
    #expect(check.code == 1)
    #expect(check.output.contains("green"))

    let again = try await labs.run("run", "files")
    #expect(again.code == 0, "\(again.output)\(again.errors)")
    #expect(labs.text(of: ".labs/work/files/two") == "blue\n")
  }

  @Test func `a script over its time limit is ended with everything it started`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let slow = FixtureLab.step("two", script: "sleep 600 & echo $! > \"$LABS_WORKDIR/pid\"; wait")
    try labs.write(
      slow.replacing("cost: Nothing.", with: "timeout: 300ms"), to: "labs/files/02-two.md")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 124, "\(ending.output)\(ending.errors)")
    #expect(try await !labs.isAlive(".labs/work/files/pid"))
    #expect(try await labs.run("status", "files").output.contains("ran into its time limit"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends the script's whole group and is recorded`(signal: Int32) async throws {
    let labs = try Program(lab: FixtureLab.files)
    let slow = FixtureLab.step(
      "two", script: "sleep 600 & echo $! > \"$LABS_WORKDIR/pid\"; echo waiting; wait")
    try labs.write(slow, to: "labs/files/02-two.md")

    let running = try labs.start(["run", "files", "--plain"])
    try await running.hasPrinted("| waiting")
    running.send(signal)
    let ending = try await running.ending()

    #expect(ending.code == 130, "\(ending.output)\(ending.errors)")
    #expect(try await !labs.isAlive(".labs/work/files/pid"))
    #expect(try await labs.run("status", "files").output.contains("interrupted"))
  }

  @Test func `a second run at the same time is told who holds the lab`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two", script: "echo waiting; sleep 600"), to: "labs/files/02-two.md")
    let first = try labs.start(["run", "files", "--plain"])
    try await first.hasPrinted("| waiting")

    let second = try await labs.run("run", "files")

    #expect(second.code == 5)
    #expect(second.errors.contains("\(first.identifier)"), "\(second.errors)")
    first.send(SIGTERM)
    _ = try await first.ending()
  }

  @Test func `says everything in one JSON document when asked`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "files", "--json")

    #expect(ending.code == 0)
    #expect(try ending.json("schemaVersion") == "1")
    #expect(try ending.json("status") == "ok")
    #expect(try ending.json("data", "steps", "2", "outcome") == "passed")
    #expect(try ending.json("data", "steps", "0", "checks", "0", "verdict") == "passed")
  }
}
