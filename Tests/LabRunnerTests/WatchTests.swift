import CourseModel
import ProgressStore
import Synchronization
import Testing

@testable import LabRunner

/// The student does the work, and the lab looks on.
struct WatchTests {
  @Test func `moves on when a step passes, and runs nothing`() async throws {
    let bench = try Bench()
    let looks = Mutex(0)
    let summary = try await bench.runner.watch(lab(fileStep("a"), fileStep("b"))) {
      let look = looks.withLock { looks in
        looks += 1
        return looks
      }
      if look == 3 { try await bench.shell("echo a >a") }
      if look == 5 { try await bench.shell("echo b >b") }
    }
    #expect(summary.results.map(\.outcome) == [.passed, .passed])
    #expect(summary.exitCode == .allGood)
    #expect(looks.withLock { $0 } == 5)
    #expect(bench.guide.scripts.isEmpty)
    #expect(try bench.state("a").standing == .passed)
  }

  @Test func `records what is another than before, and not each look`() async throws {
    let bench = try Bench()
    let looks = Mutex(0)
    _ = try await bench.runner.watch(lab(fileStep("a"))) {
      let look = looks.withLock { looks in
        looks += 1
        return looks
      }
      if look == 4 { try await bench.shell("echo x >a") }
      if look == 8 { try await bench.shell("echo a >a") }
    }
    #expect(try bench.attempts("a").reversed().map(\.outcome) == [.unproven, .passed])
    #expect(bench.guide.events.count { if case .watched = $0 { true } else { false } } == 3)
  }

  @Test func `a step that is in place already is passed over`() async throws {
    let bench = try Bench()
    try await bench.shell("echo a >a")
    let summary = try await bench.runner.watch(lab(fileStep("a"))) {
      Issue.record("There is nothing to wait for.")
    }
    #expect(summary.results.map(\.course) == [.alreadyInPlace])
  }

  @Test func `stopping it ends with what had passed`() async throws {
    let bench = try Bench()
    try await bench.shell("echo a >a")
    let summary = try await bench.runner.watch(lab(fileStep("a"), fileStep("b"))) {
      throw CancellationError()
    }
    #expect(summary.results.map(\.outcome) == [.passed, .interrupted])
    #expect(summary.exitCode == .interrupted)
  }
}
