import CourseModel
import Foundation
import ProgressStore
import Testing

@testable import LabRunner

@Suite struct CheckAndCleanTests {
  @Test func `checking runs no script and goes on where one does not pass`() async throws {
    let bench = try Bench()
    try await bench.shell("echo b >b")
    let summary = try await bench.runner.check(lab(fileStep("a"), fileStep("b")))

    #expect(summary.results.map(\.outcome) == [.unproven, .passed])
    #expect(summary.exitCode == .notPassed)
    #expect(bench.guide.scripts.isEmpty)
    #expect(try bench.state("b").standing == .passed)
  }

  @Test func `checks run with LABS_READ_ONLY, in the lab's folder`() async throws {
    let bench = try Bench()
    let one = try step("a", checks: [check("env", "echo $LABS_READ_ONLY $PWD")])
    let summary = try await bench.runner.check(lab(one))

    #expect(summary.results.first?.checks.map(\.found) == ["1 \(bench.folder.path)"])
  }

  @Test func `scripts get the ledger, and checks do not`() async throws {
    let bench = try Bench()
    let one = try step(
      "a", run: "echo script $LABS_LEDGER", cleanup: "echo cleanup $LABS_LEDGER",
      checks: [check("env", "echo check ${LABS_LEDGER-none}")])
    let summary = try await bench.runner.run(lab(one), again: true)

    #expect(bench.guide.output == "cleanup /ledger\nscript /ledger\n")
    #expect(summary.results.first?.checks.map(\.found) == ["check none"])
  }

  @Test func `hints get more concrete with each attempt that fails`() async throws {
    let bench = try Bench()
    let one = try step(
      "a", checks: [check("file", "cat a", .contains("a"), hints: ["first", "second"])])
    var hints: [String?] = []
    for _ in 0..<3 {
      hints.append(try await bench.runner.check(lab(one)).results[0].checks[0].hint)
    }
    #expect(hints == ["first", "second", "second"])

    try await bench.shell("echo a >a")
    #expect(try await bench.runner.check(lab(one)).results[0].checks[0].hint == nil)
    try await bench.shell("rm a")
    #expect(try await bench.runner.check(lab(one)).results[0].checks[0].hint == "first")
  }

  @Test func `what could not be looked at is not touched, and says nothing of the work`()
    async throws
  {
    let bench = try Bench()
    let away = try step(
      "a", run: "set -C; echo a >a", cleanup: "rm a",
      checks: [check("file", "no-such-command a")])
    _ = try await bench.runner.run(lab(fileStep("a")))
    let summary = try await bench.runner.run(lab(away))

    #expect(summary.exitCode == .uncheckable)
    #expect(bench.guide.scripts == ["a run"])
    #expect(bench.content("a") == "a\n")
    #expect(try bench.state("a").standing == .passed)
  }

  @Test func `cleans what was begun, in reverse, and goes on after a failure`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"), fileStep("b"), fileStep("c"))
    bench.guide.answer(.run, .run, .quit)
    _ = try await bench.runner.run(steps)
    try await bench.shell("rm b")
    let summary = try await bench.runner.clean(steps)

    #expect(bench.guide.scripts == ["a run", "b run", "b cleanup", "a cleanup"])
    #expect(summary.results.map(\.outcome) == [.failed(exitCode: 1), .passed])
    #expect(summary.exitCode == .resourcesLeft)
    #expect(try bench.state("a").standing == .cleaned)
    #expect(try bench.state("b").leftBehind)
  }

  @Test func `cleaned steps are run again`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"))
    _ = try await bench.runner.run(steps)
    #expect(try await bench.runner.clean(steps).exitCode == .allGood)
    #expect(try await bench.runner.clean(steps).results.isEmpty)
    #expect(try await bench.runner.run(steps).exitCode == .allGood)
    #expect(bench.guide.scripts == ["a run", "a cleanup", "a run"])
  }

  @Test func `secrets are in nothing that is shown or stored`() async throws {
    let canary = "canary-0123456789"
    let bench = try Bench(secrets: [canary])
    let one = try step(
      "a",
      run: """
        printf 'out %s' "${SECRET:0:9}"; sleep 0.05; echo "${SECRET:9}"
        printf %s "$SECRET" | base64 >&2
        """,
      checks: [
        check("fails", "echo $SECRET; exit 1"),
        check("complains", "echo $SECRET >&2; exit 1"),
        check("differs", "echo $SECRET", .equals(.string("other"))),
      ])
    _ = try await bench.runner.run(lab(one))

    let shown = bench.guide.output + "\(bench.guide.events.filter(\.isCheck))"
    #expect(bench.guide.output.contains("out ****"))
    #expect(!shown.contains(canary) && !shown.contains("Y2FuYXJ5"))
    for file in try FileManager.default.contentsOfDirectory(atPath: bench.folder.path + "/.labs") {
      let bytes = try Data(
        contentsOf: URL(fileURLWithPath: "\(bench.folder.path)/.labs/\(file)"))
      #expect(bytes.range(of: Data(canary.utf8)) == nil)
      #expect(bytes.range(of: Data("Y2FuYXJ5".utf8)) == nil)
    }
  }
}

extension RunEvent {
  fileprivate var isCheck: Bool {
    if case .checked = self { true } else { false }
  }
}
