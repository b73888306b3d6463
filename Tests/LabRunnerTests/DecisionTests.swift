import CourseModel
import Foundation
import ProgressStore
import Testing

@testable import LabRunner

@Suite struct DecisionTests {
  @Test func `skipping goes on with the next step, and is not a success`() async throws {
    let bench = try Bench()
    bench.guide.answer(.skip)
    let summary = try await bench.runner.run(lab(fileStep("a"), fileStep("b")))

    #expect(summary.results.map(\.outcome) == [.skipped, .passed])
    #expect(summary.exitCode == .notPassed)
    #expect(try bench.state("a").standing == .notPassed(.skipped))
    #expect(try !bench.state("a").leftBehind)
  }

  @Test func `quitting runs nothing more and records nothing`() async throws {
    let bench = try Bench()
    bench.guide.answer(.quit)
    let summary = try await bench.runner.run(lab(fileStep("a"), fileStep("b")))

    #expect(summary.results.map(\.course) == [.quit])
    #expect(summary.remaining.map(\.id.text) == ["b"])
    #expect(bench.guide.scripts.isEmpty)
    #expect(try bench.state("a") == .untried)
  }

  @Test func `asking for hints shows one more each time, then asks again`() async throws {
    let bench = try Bench()
    let one = try step(
      "a", run: "touch a", checks: [check("file", "test -e a", hints: ["check hint"])],
      hints: ["vague", "concrete"])
    bench.guide.answer(.hint, .hint, .hint, .hint, .run)
    _ = try await bench.runner.run(lab(one))

    let hints = bench.guide.events.compactMap { event in
      if case .hint(_, let text, let number, 3) = event { "\(number) \(text ?? "")" } else { nil }
    }
    #expect(hints == ["1 vague", "2 concrete", "3 check hint", "3 check hint"])
    #expect(try bench.state("a").hintsUsed == 4)
    #expect(bench.guide.proposals.count == 5)
  }

  @Test func `a look tells what is missing and asks again, until the student has done it`()
    async throws
  {
    let bench = try Bench()
    bench.guide.answer(.look, .hint, .look)
    bench.guide.whenAsked(3) {
      try! Data("a".utf8).write(to: URL(filePath: bench.folder.path + "/a"))
    }
    let summary = try await bench.runner.run(lab(fileStep("a"), fileStep("b")))

    #expect(summary.results.map(\.outcome) == [.passed, .passed])
    #expect(summary.results.map(\.course) == [.checked, .ran])
    #expect(bench.guide.scripts == ["b run"])
    #expect(try bench.attempts("a").map(\.attempt.kind) == [.check, .check])
  }

  @Test func `a step without hints says so`() async throws {
    let bench = try Bench()
    bench.guide.answer(.hint, .quit)
    _ = try await bench.runner.run(lab(fileStep("a")))

    let isSaid = bench.guide.events.contains { event in
      if case .hint(_, nil, 0, 0) = event { true } else { false }
    }
    #expect(isSaid)
    #expect(try bench.state("a").hintsUsed == 0)
  }
}
