import Foundation
import Testing

/// `labs break`: a drill from its beginning to its end.
@Suite(.fewAtOnce) struct BreakTests {
  private static func course() throws -> Program {
    let faults = """

      ```sh fault=content title="The wrong colour"
      echo red > "$LABS_WORKDIR/one"; echo "I am the fault"
      ```

      ```sh fault=content title="No file"
      rm "$LABS_WORKDIR/one"
      ```

      """
    return try Program(
      lab: FixtureLab.files.merging([
        "labs/files/01-one.md": FixtureLab.step("one") + faults
      ]) { $1 })
  }

  @Test func `what was broken is found by a check, and putting it right ends the drill`()
    async throws
  {
    let labs = try Self.course()
    #expect(try await labs.run("run", "files").code == 0)

    let broken = try await labs.run("break", "files", "--seed", "7")
    #expect(broken.code == 0, "\(broken.errors)")
    for hint in ["one", "colour", "No file", "I am the fault"] {
      #expect(!broken.output.contains(hint), "it does not say what is broken")
    }
    let check = try await labs.run("check", "files", "--plain")
    #expect(check.code == 1)
    #expect(!check.output.contains("Drill done"))

    let repair = "echo blue >\"$LABS_WORKDIR/one\""
    #expect(try await labs.run("shell", "files", "--command", repair).code == 0)
    let mended = try await labs.run("check", "files")
    #expect(mended.code == 0)
    #expect(mended.output.contains("Drill done:"))
    #expect(mended.output.contains("(step one), put right after"))
    #expect(try await !labs.run("check", "files").output.contains("Drill done:"))
  }

  @Test func `programs are told of a drill, and what was broken only when it is over`() async throws
  {
    let labs = try Self.course()
    #expect(try await labs.run("run", "files").code == 0)
    #expect(try await labs.run("status", "files").output.contains("drill") == false)
    #expect(try await labs.run("break", "files", "--seed", "7").code == 0)

    let status = try await labs.run("status", "files", "--json")
    let check = try await labs.run("check", "files", "--json")
    for ending in [status, check] {
      #expect(try ending.json("data", "drills", "0", "mendedAt") == "<null>")
      #expect(try ending.json("data", "drills", "0", "step") == "<null>")
      #expect(try ending.json("data", "drills", "0", "title") == "<null>")
    }
    #expect(try await labs.run("status", "files").output.contains("A drill is under way:"))

    let mended = try await labs.run("run", "files", "--json")
    #expect(try mended.json("data", "drills", "0", "step") == "one")
    #expect(try mended.json("data", "drills", "0", "mendedAt") != "<null>")
    #expect(try await labs.run("status", "files").output.contains("drill") == false)
  }

  @Test func `the same seed breaks it in the same way, another one may not`() async throws {
    let labs = try Self.course()
    #expect(try await labs.run("run", "files").code == 0)
    var ways: [UInt64: Set<String>] = [:]
    for seed: UInt64 in [1, 2, 3, 4, 1, 2, 3, 4] {
      #expect(try await labs.run("break", "files", "--seed", String(seed)).code == 0)
      ways[seed, default: []].insert(labs.text(of: ".labs/work/files/one") ?? "gone")
      #expect(try await labs.run("run", "files").code == 0)
    }
    #expect(ways.values.allSatisfy { $0.count == 1 })
    #expect(Set(ways.values.flatMap(\.self)) == ["red\n", "gone"])
  }

  @Test func `only a passed lab can be broken, and only once at a time`() async throws {
    let labs = try Self.course()
    let early = try await labs.run("break", "files")
    #expect(early.code == 1)
    #expect(early.errors.contains("the step one is not in place"))

    #expect(try await labs.run("run", "files").code == 0)
    #expect(try await labs.run("break", "files").code == 0)
    let second = try await labs.run("break", "files")
    #expect(second.code == 1)
    #expect(second.errors.contains("is broken already"))
  }

  @Test func `a lab without faults says so`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let ending = try await labs.run("break", "files")
    #expect(ending.code == 2)
    #expect(ending.errors.contains("has no faults"))
  }
}
