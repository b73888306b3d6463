import CourseModel
import Testing

@testable import ProgressStore

@Suite struct StepStateTests {
  @Test func `follows a step from its first attempt to its cleanup`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    #expect(try store.state() == .untried)

    let id = try store.begin(attempt())
    #expect(try store.state().standing == .begun)
    #expect(try store.state().leftBehind)

    try store.end(id, with: AttemptEnding(.unproven, duration: .zero))
    #expect(try store.state().standing == .notPassed(.unproven))
    #expect(try store.state().failures == 1)

    try store.add(attempt(version: "2"), .passed)
    let passed = try store.state()
    #expect(passed.standing == .passed)
    #expect(passed.stepDigest == Digest(of: "2"))
    #expect(passed.account == "123456789012")
    #expect((passed.attempts, passed.failures) == (2, 0))
    #expect(passed.leftBehind)

    try store.add(attempt(.clean), .passed)
    #expect(try store.state().standing == .cleaned)
    #expect(try store.state().attempts == 2)
    #expect(try !store.state().leftBehind)
  }

  @Test(arguments: [
    (Outcome.failed(exitCode: 1), 1), (.unproven, 1), (.timedOut, 1), (.uncheckable, 0),
    (.interrupted, 0),
  ]) func `counts only what the student can have got wrong`(
    _ outcome: Outcome, _ failures: Int
  ) throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), outcome)

    #expect(try store.state().standing == .notPassed(outcome))
    #expect(try store.state().failures == failures)
  }

  @Test(arguments: [Outcome.uncheckable, .interrupted, .timedOut, .skipped])
  func `a check that proves nothing leaves what was known`(_ outcome: Outcome) throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), .passed)
    let before = try store.state()
    try store.record(
      attempt(.check, version: "2"), results: [], ending: AttemptEnding(outcome, duration: .zero))

    #expect(try store.state().standing == .passed)
    #expect(try store.state().stepDigest == before.stepDigest)
    #expect(try store.state().at == before.at)
  }

  @Test func `a check alone passes or fails a step, and leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let passed = AttemptEnding(.passed, duration: .zero)
    try store.record(attempt(.check), results: [result()], ending: passed)
    #expect(try store.state().standing == .passed)
    #expect(try store.state().attempts == 1)
    #expect(try !store.state().leftBehind)

    let unproven = AttemptEnding(.unproven, duration: .zero)
    try store.record(attempt(.check), results: [result("retention", .failed)], ending: unproven)
    #expect(try store.state().standing == .notPassed(.unproven))
    #expect(try store.state().failures == 1)
  }

  @Test func `a skipped step was skipped, unless more is known of it`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let skipped = AttemptEnding(.skipped, duration: .zero)
    try store.record(attempt(), results: [], ending: skipped)
    #expect(try store.state().standing == .notPassed(.skipped))
    #expect(try store.state().attempts == 0)
    #expect(try !store.state().leftBehind)
  }

  @Test func `a cleanup that failed leaves something behind`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), .passed)
    try store.add(attempt(.clean), .failed(exitCode: 1))

    #expect(try store.state().standing == .notPassed(.failed(exitCode: 1)))
    #expect(try store.state().leftBehind)
    #expect(try store.state().failures == 0)
  }

  @Test func `targets and hints are kept apart`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let endpoint = Target.endpoint("http://127.0.0.1:4566")
    try store.add(attempt(on: endpoint), .passed)
    for _ in 0..<2 {
      try store.recordHint(for: slug("log-group"), of: slug("week6"), on: .aws)
    }
    #expect(try store.state().standing == .untried)
    #expect(try store.state(on: endpoint).standing == .passed)
    #expect(try store.state(on: .aws) == StepState(.untried, hintsUsed: 2))
    #expect(try store.states(of: slug("week6"), on: endpoint).keys.map(\.text) == ["log-group"])
  }
}
