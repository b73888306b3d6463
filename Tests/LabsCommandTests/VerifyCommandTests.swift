import Foundation
import Testing

/// `labs verify`, as an author types it.
@Suite(.fewAtOnce) struct VerifyCommandTests {
  /// With a fault that the check catches, and its repair.
  private static let step =
    FixtureLab.step("one") + """

      ```sh fault=content title="The wrong colour"
      echo red > "$LABS_WORKDIR/one"
      ```

      ```sh repair=content
      echo "$COLOUR" > "$LABS_WORKDIR/one"
      ```

      """

  private static let files = [
    "labs/files/lab.yml": FixtureLab.manifest, "labs/files/01-one.md": step,
  ]

  @Test func `a sound lab is proved, and nothing of the student's is touched`() async throws {
    let labs = try Program(lab: Self.files)
    #expect(try await labs.run("run", "files").code == 0)
    let before = try await labs.run("status", "files", "--json").output

    let ending = try await labs.run("verify", "files", "--plain")

    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.contains("passed one: Caught: The wrong colour"))
    #expect(ending.output.contains("Kill score: 1 of 1 fault caught."))
    #expect(ending.output.contains("Proved: files"))
    #expect(try await labs.run("status", "files", "--json").output == before)
    #expect(labs.text(of: ".labs/work/files/one") == "blue\n")
    #expect(!FileManager.default.fileExists(atPath: labs.root + "/.labs/verify"))
  }

  @Test func `anything less ends with 1, at its line`() async throws {
    let labs = try Program(
      lab: Self.files.merging([
        "labs/files/01-one.md": Self.step.replacing("echo red", with: "echo blue and red")
      ]) { $1 })
    let ending = try await labs.run("verify", "files", "--plain")
    let line = Self.step.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.hasPrefix("echo red") }
    #expect(ending.code == 1)
    #expect(ending.output.contains("labs/files/01-one.md:\((line ?? 0) + 1): The check “content”"))
    #expect(ending.output.contains("Kill score: 0 of 1 fault caught."))
  }

  @Test func `its result is JSON, and JUnit XML, when that is asked for`() async throws {
    let labs = try Program(lab: Self.files)
    let ending = try await labs.run(
      "verify", "files", "--json", "--junit", labs.root + "/result.xml")
    #expect(try ending.json("status") == "ok")
    #expect(try ending.json("data", "score", "caught") == "1")
    #expect(try ending.json("data", "trials", "0", "kind") == "failsBefore")
    let xml = try #require(labs.text(of: "result.xml"))
    let last = xml.matches(of: #/<testcase /#).count - 1
    #expect(try ending.json("data", "trials", "\(last)", "kind") == "leavesNothing")
    #expect(xml.contains("<testcase classname=\"files.one\" name=\"Caught: The wrong colour\""))
    #expect(!xml.contains("<failure"))
  }

  @Test func `the lab of a new course is proved`() async throws {
    let labs = try Program()
    let made = try Running(
      Program.program, ["labs", "new", labs.root + "/course"], environment: Program.environment)
    #expect(try await made.ending().code == 0)
    let verify = try Running(
      Program.program, ["labs", "verify", "greeting", "--root", labs.root + "/course"],
      environment: Program.environment)
    let ending = try await verify.ending()
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
  }
}
