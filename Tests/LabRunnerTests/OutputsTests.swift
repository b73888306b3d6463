import CourseModel
import Foundation
import ProgressStore
import Testing

@testable import LabRunner

@Suite struct OutputsTests {
  @Test func `what a step hands on reaches its checks, later steps and later runs`() async throws {
    let bench = try Bench()
    let giver = try step(
      "giver", run: "touch giver; echo 'ARN=arn:x y=z' >>$LABS_OUTPUT",
      checks: [check("there", "test -e giver && echo $ARN", .contains("x y=z"))])
    let taker = try fileStep("taker", run: "echo \"taker $ARN\" >taker")
    bench.guide.answer(.run, .quit)
    _ = try await bench.runner.run(lab(giver, taker))
    _ = try await bench.runner.run(lab(giver, taker))

    #expect(bench.content("taker") == "taker arn:x y=z\n")
  }

  @Test(arguments: [
    ("no equals sign", "Line 2 of $LABS_OUTPUT is not KEY=value: “no equals sign”."),
    ("1A=x", "Line 2 of $LABS_OUTPUT is not KEY=value: “1A=x”."),
    ("LABS_STEP=x", "Line 2 of $LABS_OUTPUT sets “LABS_STEP”, which is not the lab's to set."),
    ("PATH=x", "Line 2 of $LABS_OUTPUT sets “PATH”, which is not the lab's to set."),
    ("DB=canary-secret", "Line 2 of $LABS_OUTPUT hands on a secret as “DB”."),
  ]) func `a line that is not in order is named`(_ line: String, _ message: String) async throws {
    let bench = try Bench(secrets: ["canary-secret"])
    let one = try fileStep("a", run: "touch a; printf 'OK=1\\n\(line)\\n' >>$LABS_OUTPUT")
    let error = await #expect(throws: LabsError.self) { try await bench.runner.run(lab(one)) }

    #expect(error?.message == message)
    #expect(error?.code == .usage)
    #expect(try bench.attempts("a").first?.outcome != nil)
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/work/.output-a"))
  }

  @Test func `a failed script's outputs reach its cleanup`() async throws {
    let bench = try Bench()
    let one = try step(
      "a", run: "echo NAME=made >>$LABS_OUTPUT; touch made; exit 1", cleanup: "rm $NAME",
      checks: [check("no", "false")])
    _ = try await bench.runner.run(lab(one))
    let summary = try await bench.runner.clean(lab(one))

    #expect(summary.exitCode == .allGood)
    #expect(bench.content("made") == nil)
    #expect(try bench.store.outputs(of: slug("lab"), on: .emulated) == [:])
  }

  @Test func `a killed script's outputs reach its cleanup`() async throws {
    let bench = try Bench()
    let one = try step("a", run: "true", cleanup: "rm $NAME", checks: [check("no", "false")])
    // What a run leaves that is killed while its script works.
    _ = try bench.store.begin(StepRun(one, of: lab(one), by: bench.runner).attempt(.run))
    try await bench.shell("touch made; echo NAME=made >work/.output-a")
    try bench.store.endAbandonedAttempts(of: slug("lab"))
    let summary = try await bench.runner.clean(lab(one))

    #expect(summary.exitCode == .allGood)
    #expect(bench.content("made") == nil)
  }

  @Test func `a variable has its default, a given value, or what was handed on`() async throws {
    let surroundings = Surroundings(
      target: .aws, runID: "r", folder: "/", workFolder: "/w", environment: ["GIVEN": "given"])
    let one = try fileStep("a")
    let variables = ["GIVEN", "DEFAULT", "MADE"].map { Variable(name: $0, defaultValue: "default") }
    let environment = surroundings.environment(
      for: one, of: try lab(one, variables: variables), outputs: ["MADE": "made"])

    #expect(
      environment == [
        "GIVEN": "given", "DEFAULT": "default", "MADE": "made", "LABS_LAB": "lab",
        "LABS_STEP": "a", "LABS_TARGET": "aws", "LABS_RUN_ID": "r", "LABS_WORKDIR": "/w",
      ])
  }

  @Test func `a secret is there for the steps that name it`() async throws {
    let surroundings = Surroundings(
      target: .aws, runID: "r", folder: "/", workFolder: "/w", environment: [:],
      secretVariables: ["GIVEN": "given", "OTHER": "other"])
    let variables = [
      Variable(name: "GIVEN", isSecret: true), Variable(name: "OTHER", isSecret: true),
      Variable(name: "DEFAULT", defaultValue: "default", isSecret: true),
    ]
    let naming = try step("a", checks: [], secrets: ["GIVEN", "DEFAULT"])
    let other = try step("b", checks: [])
    let lab = try lab(naming, other, variables: variables)

    let given = surroundings.environment(for: naming, of: lab, outputs: [:])
    #expect(given["GIVEN"] == "given" && given["DEFAULT"] == "default" && given["OTHER"] == nil)
    let withheld = surroundings.environment(for: other, of: lab, outputs: [:])
    #expect(variables.allSatisfy { withheld[$0.name] == nil })
  }
}
