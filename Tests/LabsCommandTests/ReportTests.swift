import Foundation
import Testing

@testable import LabsCommand

/// `labs report`: one honest row for each step.
@Suite(.fewAtOnce) struct ReportTests {
  /// One step that passed, one that did not, one that was never tried.
  private static func labs(title: String = "Files") async throws -> Program {
    let labs = try Program(
      lab: FixtureLab.files.merging([
        "labs/files/lab.yml": FixtureLab.manifest.replacing(
          "title: Files", with: "title: '\(title)'"),
        "labs/files/02-two.md": FixtureLab.step("two", script: "echo c4n4ry; exit 3"),
      ]) { $1 })
    _ = try await labs.run("run", "files", "--yes")
    _ = try await labs.run("hint", "files", "two")
    return labs
  }

  @Test func `JSON tells of each step what is recorded, and nothing that a script printed`()
    async throws
  {
    let labs = try await Self.labs()
    let report = try await labs.run("report", "files", "--format", "json")
    #expect(report.code == 0)
    let rows = (0..<3).map { "\($0)" }
    #expect(
      try rows.map { try report.json("data", "steps", $0, "standing") }
        == ["passed", "notPassed", "untried"])
    #expect(try report.json("data", "steps", "1", "outcome") == "failed(3)")
    #expect(try report.json("data", "steps", "1", "hintsUsed") == "1")
    #expect(try report.json("data", "steps", "0", "target") == "emulated")
    #expect(
      try report.json("data", "steps", "0", "labVersion") == report.json("data", "labVersion"))
    #expect(try report.json("data", "steps", "2", "at") == "<null>")
    #expect(!report.output.contains("c4n4ry"))
    #expect(try await labs.run("report", "files", "--json").output == report.output)
  }

  @Test func `Markdown is a table that no title breaks`() async throws {
    let labs = try await Self.labs(title: "A | B <i> `c`")
    let report = try await labs.run("report", "files").output
    #expect(report.hasPrefix("# A \\| B \\<i\\> \\`c\\`\n"))
    #expect(report.contains("1 of 3 steps passed on an emulated account (emulated)"))
    let rows = report.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 5)
    #expect(rows[2].contains("| one | Leave the file one | passed | emulated | 1 | 0 |"))
    #expect(rows[3].contains("not passed: ended with exit status 3"))
    #expect(rows[4].contains("| not done |"))
  }

  @Test func `CSV holds no formula`() async throws {
    let labs = try await Self.labs()
    try labs.write(
      FixtureLab.step("one").replacing("title: Leave", with: "title: '=1+1, \"x\"' #"),
      to: "labs/files/01-one.md")
    let lines = try await labs.run("report", "files", "--format", "csv").output
      .components(separatedBy: "\r\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("Step,Title,Outcome,Target,"))
    #expect(lines[1].hasPrefix("one,\"'=1+1, \"\"x\"\"\",passed; the step has changed since,"))
  }

  @Test func `HTML is one document without scripts, and titles are text`() async throws {
    let labs = try await Self.labs(title: "<script>alert(1)</script>")
    let html = try await labs.run("report", "files", "--format", "html").output
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(html.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"))
    #expect(!html.contains("<script"))
    #expect(html.matches(of: /<th scope="row">/).count == 3)
  }

  @Test func `JUnit calls what was never tried skipped, and is written where it is asked for`()
    async throws
  {
    let labs = try await Self.labs()
    let file = labs.root + "/report.xml"
    let ending = try await labs.run("report", "files", "--format", "junit", "--output", file)
    #expect(ending.code == 0 && ending.output.isEmpty)
    let xml = try #require(labs.text(of: "report.xml"))
    #expect(xml.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    let nowhere = try await labs.run("report", "files", "--output", labs.root + "/no/where.md")
    #expect(nowhere.code == 5)
  }

  @Test func `an open drill does not tell what is broken`() async throws {
    let labs = try Program(
      lab: FixtureLab.files.merging([
        "labs/files/01-one.md": FixtureLab.step("one")
          + "\n```sh fault=content title=\"The wrong colour\"\necho red > \"$LABS_WORKDIR/one\"\n```\n"
      ]) { $1 })
    #expect(try await labs.run("run", "files").code == 0)
    #expect(try await labs.run("break", "files").code == 0)
    let report = try await labs.run("report", "files", "--format", "json")
    #expect(try report.json("data", "drills", "0", "title") == "<null>")
    #expect(try report.json("data", "drills", "0", "step") == "<null>")
    #expect(try await labs.run("report", "files").output.contains("0 of 1 drill put right."))
  }
}
