import Foundation
import Testing

@testable import LabsCommand

/// A damaged progress file, as a student meets it.
@Suite(.fewAtOnce) struct DoctorTests {
  @Test(arguments: [
    ["run", "files"], ["check", "files"], ["hint", "files"], ["status"], ["report", "files"],
    ["ledger"], ["clean", "files"], ["reset", "files", "--yes"], ["watch", "files"],
    ["run", "files", "--dry-run"],
  ])
  func `every command meets a damaged file with one error and leaves it alone`(
    command: [String]
  ) async throws {
    let labs = try await damaged()
    let before = try labs.progressFile()
    let ending = try await labs.start(command).ending()

    #expect(ending.code == 5)
    #expect(
      ending.errors == """
        labs: The progress file “\(labs.root)/.labs/progress.sqlite” is damaged. Leave it where it \
        is: “labs doctor” tells what is wrong with it, and repairs it.

        """)
    #expect(try (labs.progressFile() == before) == true)
  }

  @Test func `doctor tells what is damaged, what it means and what to do`() async throws {
    let labs = try await damaged()
    let ending = try await labs.run("doctor")

    #expect(ending.code == 5)
    #expect(ending.output.contains("It ends too early: 20000 of"), "\(ending.output)")
    #expect(ending.output.contains("Run: labs doctor --repair."))
  }

  @Test func `without a terminal a repair has to be confirmed`() async throws {
    let labs = try await damaged()
    let before = try labs.progressFile()
    let ending = try await labs.run("doctor", "--repair")

    #expect(ending.code == 3)
    #expect(ending.errors.contains("labs doctor --repair --yes"))
    #expect(try (labs.progressFile() == before) == true)
  }

  @Test func `repairs, keeps the damaged file, and the next run goes on`() async throws {
    let labs = try await damaged()
    let before = try labs.progressFile()
    let ending = try await labs.run("doctor", "--repair", "--yes")

    #expect(ending.output.contains("Repaired: "), "\(ending.output)\(ending.errors)")
    let kept = try #require(ending.output.firstMatch(of: /kept as (\S+sqlite)\./)).1
    #expect((FileManager.default.contents(atPath: String(kept)) == before) == true)
    #expect(try await labs.run("run", "files").code == 0)
    let status = try await labs.run("status", "files")
    #expect(status.output.contains("Passed: 3 of 3 steps."))
  }

  @Test func `a repair is told to programs`() async throws {
    let labs = try await damaged()
    let ending = try await labs.run("doctor", "--repair", "--yes", "--json")

    #expect(try ending.json("data", "repair", "rows", "0", "records") == "attempts")
    #expect(try ending.json("data", "repair", "kept").hasSuffix(".sqlite"))
    let again = try await labs.run("doctor", "--repair", "--yes", "--json")
    #expect(try again.json("data", "repair") == "<null>")
  }

  @Test func `a terminal asks, and only y repairs`() async throws {
    let labs = try await damaged()
    let before = try labs.progressFile()
    let first = try TerminalSession(labs, "doctor", "--repair")
    try await first.see("Repair it?")
    first.type("\n")
    #expect(try await first.ending() == 3)
    #expect(try (labs.progressFile() == before) == true)

    let second = try TerminalSession(labs, "doctor", "--repair")
    try await second.see("Repair it?")
    second.type("y")
    try await second.see("Repaired:")
    _ = try await second.ending()
    #expect(try await labs.run("status").code == 0)
  }

  @Test func `a file that a run is using is not repaired`() async throws {
    let labs = try await damaged()
    #expect(try await labs.run("doctor", "--repair", "--yes").output.contains("Repaired"))
    try labs.write(
      FixtureLab.step("one", script: "echo waiting; sleep 600"), to: "labs/files/01-one.md")
    let running = try labs.start(["run", "files", "--plain", "--again"])
    try await running.hasPrinted("| waiting")
    try await labs.sql("DROP INDEX attemptOfRun")

    let ending = try await labs.run("doctor", "--repair", "--yes")

    #expect(ending.code == 5)
    #expect(ending.errors.contains("is held by another program"), "\(ending.errors)")
    running.send(SIGTERM)
    _ = try await running.ending()
  }

  /// A course whose lab has passed, and whose progress file ends too early.
  private func damaged() async throws -> Program {
    let labs = try Program(lab: FixtureLab.files)
    try #require(try await labs.run("run", "files").code == 0)
    let path = labs.root + "/.labs/progress.sqlite"
    try #require(truncate(path, 20_000) == 0)
    return labs
  }
}

extension Program {
  fileprivate func progressFile() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: root + "/.labs/progress.sqlite"))
  }
}
