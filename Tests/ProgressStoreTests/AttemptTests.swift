import CourseModel
import Testing

@testable import ProgressStore

@Suite struct AttemptTests {
  @Test func `gives back what was recorded, also after a restart`() throws {
    let folder = try TemporaryFolder()
    let found = try [result("a"), result("b", .failed, hint: "Try this.")]
    do {
      let store = try store(in: folder)
      let id = try store.begin(attempt(version: "2"))
      for result in found { try store.record(result, of: id) }
      let ending = AttemptEnding(
        .failed(exitCode: 3), duration: .microseconds(1_500_001), transcript: "said é\n")
      try store.end(id, with: ending)
    }
    let recorded = try store(in: folder).attempts(of: slug("week6"), on: .emulated)

    let only = try #require(recorded.first)
    #expect(recorded.count == 1)
    #expect(try only.attempt == attempt(version: "2"))
    #expect(only.startedAt == Timestamp(milliseconds: 1000))
    #expect(only.outcome == .failed(exitCode: 3))
    #expect(only.duration == .microseconds(1_500_001))
    #expect(only.transcript == "said é\n")
    #expect(only.results == found)
  }

  @Test func `lists the latest first, of one step or of all`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    for step in ["a", "b", "a"] { try store.add(attempt(step: step), .passed) }
    let lab = try slug("week6")

    #expect(try store.attempts(of: lab, on: .emulated).map(\.attempt.step.text) == ["a", "b", "a"])
    #expect(try store.attempts(of: lab, step: slug("a"), on: .emulated).map(\.id.number) == [3, 1])
    #expect(try store.attempts(of: lab, on: .emulated, limit: 1).map(\.id.number) == [3])
    #expect(try store.attempts(of: lab, on: .aws).isEmpty)
  }

  @Test func `marks what a killed process left as interrupted`() throws {
    let folder = try TemporaryFolder()
    let killed = try store(in: folder)
    _ = try killed.begin(attempt(step: "a"))
    _ = try killed.begin(attempt(lab: "other"))
    let store = try store(in: folder)
    #expect(try store.state("a").standing == .begun)

    #expect(try store.endAbandonedAttempts(of: slug("week6")) == 1)
    #expect(try store.endAbandonedAttempts(of: slug("week6")) == 0)
    #expect(try store.state("a").standing == .notPassed(.interrupted))
    #expect(try store.state("a").leftBehind)
    #expect(
      try store.attempts(of: slug("week6"), on: .emulated).map(\.outcome) == [.interrupted])
    #expect(try store.attempts(of: slug("other"), on: .emulated).map(\.outcome) == [nil])
  }

  @Test func `hands on the latest value of each variable, per target`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(step: "b"), .passed, outputs: ["X": "old", "B": "b"])
    try store.add(attempt(step: "a"), .passed, outputs: ["X": "new"])
    try store.add(attempt(step: "a", on: .aws), .passed, outputs: ["X": "real"])
    let lab = try slug("week6")

    #expect(try store.outputs(of: lab, on: .emulated) == ["X": "new", "B": "b"])
    #expect(try store.outputs(of: lab, on: .aws) == ["X": "real"])

    try store.add(attempt(.clean, step: "a"), .failed(exitCode: 1))
    #expect(try store.outputs(of: lab, on: .emulated) == ["X": "new", "B": "b"])
    try store.add(attempt(.clean, step: "a"), .passed)
    #expect(try store.outputs(of: lab, on: .emulated) == ["X": "old", "B": "b"])
  }

  @Test func `forgets one target of a lab, or all of it, and nothing else`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let lab = try slug("week6")
    try store.add(attempt(), .passed, outputs: ["X": "x"])
    try store.add(attempt(on: .aws), .passed)
    try store.add(attempt(lab: "other"), .passed)
    try store.recordHint(for: slug("log-group"), of: lab, on: .emulated)

    try store.reset(lab, on: .emulated)
    #expect(try store.state() == .untried)
    #expect(try store.outputs(of: lab, on: .emulated).isEmpty)
    #expect(try store.targets(of: lab) == [.aws])

    try store.reset(lab)
    #expect(try store.targets(of: lab).isEmpty)
    #expect(try store.targets(of: slug("other")) == [.emulated])
  }

  @Test func `an attempt that was forgotten while it was at work is told`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let id = try store.begin(attempt())
    try store.reset(slug("week6"))

    let error = #expect(throws: LabsError.self) {
      try store.end(id, with: AttemptEnding(.passed, duration: .zero))
    }
    #expect(error?.hint == "The lab was reset meanwhile; run it again.")
  }
}
