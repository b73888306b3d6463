import CourseModel
import Foundation
import ProgressStore
import Testing

@testable import LabRunner

@Suite struct RunTests {
  @Test func `runs the steps in order and records that they passed`() async throws {
    let bench = try Bench()
    let summary = try await bench.runner.run(lab(fileStep("a"), fileStep("b")))

    #expect(summary.exitCode == .allGood)
    #expect(summary.results.map(\.outcome) == [.passed, .passed])
    #expect(bench.guide.scripts == ["a run", "b run"])
    #expect(try bench.state("a").standing == .passed)
    #expect(try bench.attempts("a").first?.results.map(\.verdict) == [.passed])
  }

  @Test func `stops at the first step that does not pass, and goes on there next time`()
    async throws
  {
    let bench = try Bench()
    let broken = try lab(fileStep("a"), fileStep("b", run: "exit 3"), fileStep("c"))
    let mended = try lab(fileStep("a"), fileStep("b"), fileStep("c"))

    let first = try await bench.runner.run(broken)
    #expect(first.results.map(\.outcome) == [.passed, .failed(exitCode: 3)])
    #expect(first.remaining.map(\.id.text) == ["c"])
    #expect(first.exitCode == .notPassed)

    let second = try await bench.runner.run(mended)
    #expect(second.results.map(\.course) == [.alreadyInPlace, .ran, .ran])
    #expect(second.exitCode == .allGood)
  }

  @Test func `a script that works but proves nothing is unproven`() async throws {
    let bench = try Bench()
    let summary = try await bench.runner.run(lab(fileStep("a", run: "true")))

    #expect(summary.results.map(\.outcome) == [.unproven])
    #expect(summary.exitCode == .notPassed)
  }

  @Test func `a passed lab is not run again`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"), fileStep("b"))
    _ = try await bench.runner.run(steps)
    let summary = try await bench.runner.run(steps)

    #expect(summary.results.map(\.course) == [.alreadyInPlace, .alreadyInPlace])
    #expect(bench.guide.scripts == ["a run", "b run"])
  }

  @Test func `work that was done by hand is in place`() async throws {
    let bench = try Bench()
    try await bench.shell("echo a >a")
    let summary = try await bench.runner.run(lab(fileStep("a")))

    #expect(summary.results.map(\.course) == [.alreadyInPlace])
    #expect(try bench.attempts("a").map(\.attempt.kind) == [.check])
    #expect(try bench.state("a").standing == .passed)
  }

  @Test func `undone work is named, cleaned and done again`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"), fileStep("b"))
    _ = try await bench.runner.run(steps)
    try await bench.shell("echo other >a")
    let summary = try await bench.runner.run(steps)

    #expect(summary.exitCode == .allGood)
    #expect(bench.guide.scripts == ["a run", "b run", "a cleanup", "a run"])
    guard case .undone(let results) = bench.guide.proposals.last?.reason else {
      Issue.record("It was not told that something was undone.")
      return
    }
    #expect(results.map(\.found) == ["other"])
    #expect(results.map(\.expected) == ["text that contains “a”"])
  }

  @Test func `what had worked is given time to settle before it counts as undone`() async throws {
    let bench = try Bench()
    let settling = try step(
      "a", run: "set -C; echo a >a", cleanup: "rm a",
      checks: [
        check(
          "file", "if [ -e unsettled ]; then rm unsettled; exit 1; fi; cat a", .contains("a"),
          retry: .seconds(2))
      ])
    _ = try await bench.runner.run(lab(settling))
    try await bench.shell("touch unsettled")
    let summary = try await bench.runner.run(lab(settling))

    #expect(summary.results.map(\.course) == [.alreadyInPlace])
    #expect(bench.guide.scripts == ["a run"])
  }

  @Test func `a step that failed half-way is cleaned before it runs again`() async throws {
    let bench = try Bench()
    let broken = try lab(fileStep("a", run: "set -C; echo begun >a; exit 1"))
    _ = try await bench.runner.run(broken)
    let summary = try await bench.runner.run(lab(fileStep("a")))

    #expect(summary.exitCode == .allGood)
    #expect(bench.guide.scripts == ["a run", "a cleanup", "a run"])
    #expect(bench.guide.proposals.last?.reason == .notPassed(.failed(exitCode: 1)))
  }

  @Test func `a cleanup that fails on the way does not stop the run`() async throws {
    let bench = try Bench()
    _ = try await bench.runner.run(lab(fileStep("a", run: "exit 1")))
    let summary = try await bench.runner.run(lab(fileStep("a")))

    #expect(bench.guide.output.contains("rm: cannot remove 'a'"))
    #expect(summary.exitCode == .allGood)
  }

  @Test func `again cleans everything in reverse, then runs it`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"), fileStep("b"))
    _ = try await bench.runner.run(steps)
    let summary = try await bench.runner.run(steps, again: true)

    #expect(summary.exitCode == .allGood)
    #expect(
      bench.guide.scripts == ["a run", "b run", "b cleanup", "a cleanup", "a run", "b run"])
  }

  @Test func `a changed text of a step whose checks still pass passes anew`() async throws {
    let bench = try Bench()
    let changed = try fileStep("a", version: "2")
    _ = try await bench.runner.run(lab(fileStep("a", version: "1")))
    #expect(try bench.state("a").isChanged(since: changed))

    _ = try await bench.runner.run(lab(changed))
    #expect(try !bench.state("a").isChanged(since: changed))
  }

  @Test func `runs only the step that is asked for`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"), fileStep("b"))
    let summary = try await bench.runner.run(steps, steps: [steps.steps[1]])

    #expect(summary.results.map(\.step.id.text) == ["b"])
    guard case .stepBegan(_, let number, let count) = bench.guide.events.first else {
      Issue.record("The first event is not the step's beginning.")
      return
    }
    #expect((number, count) == (2, 2))
  }

  @Test func `runs setup first, and only the scripts of the target`() async throws {
    let bench = try Bench()
    let one = try step(
      "a", run: "cat before >a", setup: "echo ready >before",
      checks: [check("file", "cat a", .contains("ready"))])
    let summary = try await bench.runner.run(lab(one))

    #expect(summary.exitCode == .allGood)
    #expect(bench.guide.scripts == ["a setup", "a run"])
  }

  @Test func `ends a script at the step's time limit`() async throws {
    let bench = try Bench()
    let slow = try step(
      "a", run: "sleep 1000", checks: [check("file", "false")], timeout: .milliseconds(300))
    let summary = try await bench.runner.run(lab(slow))

    #expect(summary.exitCode == .timedOut)
    #expect(try bench.state("a").standing == .notPassed(.timedOut))
  }

  @Test func `a cancelled run is recorded as interrupted and goes on next time`() async throws {
    let bench = try Bench()
    let slow = try lab(fileStep("a", run: "set -C; echo begun >a; echo begun; sleep 1000"))
    let task = Task { try await bench.runner.run(slow) }
    bench.guide.whenPrinted { _ in task.cancel() }
    let summary = try await task.value

    #expect(summary.exitCode == .interrupted)
    #expect(try bench.state("a").standing == .notPassed(.interrupted))
    #expect(try await bench.runner.run(lab(fileStep("a"))).exitCode == .allGood)
  }

  @Test func `a task that is cancelled already runs nothing and asks nothing`() async throws {
    let bench = try Bench()
    let steps = try lab(fileStep("a"))
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await bench.runner.run(steps, again: true)
    }
    task.cancel()

    #expect(try await task.value.exitCode == .interrupted)
    #expect(bench.guide.scripts.isEmpty && bench.guide.proposals.isEmpty)
  }

  @Test func `an attempt that the machine could not carry out is not left open`() async throws {
    let bench = try Bench()
    try await bench.shell("rm -r work")
    await #expect(throws: LabsError.self) { try await bench.runner.run(lab(fileStep("a"))) }

    #expect(try bench.attempts("a").map(\.outcome) == [.interrupted])
  }

  @Test func `keeps all that was printed, each output in its order`() async throws {
    let bench = try Bench()
    let run = "echo one; echo three >&2; echo two; echo four >&2; echo a >a; printf é"
    _ = try await bench.runner.run(lab(fileStep("a", run: run)))

    #expect(bench.guide.output(on: .standardOutput) == "one\ntwo\né")
    #expect(bench.guide.output(on: .standardError) == "three\nfour\n")
    #expect(try bench.attempts("a").first?.transcript == bench.guide.output)
  }

  @Test func `the journal has the attempt before the script starts`() async throws {
    let bench = try Bench()
    let store = bench.store
    let standing = Witnessed<StepState.Standing>()
    bench.guide.whenPrinted { _ in
      standing.value = try? store.state(of: slug("a"), in: slug("lab"), on: .emulated).standing
    }
    _ = try await bench.runner.run(lab(fileStep("a", run: "echo begun; echo a >a")))

    #expect(standing.value == .begun)
  }
}

private final class Witnessed<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var seen: Value?

  var value: Value? {
    get { lock.withLock { seen } }
    set { lock.withLock { seen = newValue } }
  }
}
