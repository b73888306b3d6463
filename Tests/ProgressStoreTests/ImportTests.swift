import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// Taking progress in.
@Suite struct ImportTests {
  @Test func `on a new machine progress goes on where it was`() throws {
    let export = try ExportTests.export(of: ExportTests.store()).export
    let new = try ProgressStore.inMemory()
    let taken = try new.take(export)

    #expect(taken == ProgressImport(added: 2, known: 0, labs: [try slug("week6")]))
    let state = try new.state()
    #expect(state.standing == .passed && state.attempts == 2 && state.failures == 0)
    #expect(state.hintsUsed == 1 && !state.leftBehind)
    #expect(try ExportTests.export(of: new).export.records.count == export.records.count)
  }

  @Test func `a second time adds nothing`() throws {
    let export = try ExportTests.export(of: ExportTests.store()).export
    let new = try ProgressStore.inMemory()
    _ = try new.take(export)
    let before = try ExportTests.export(of: new, key: 2).text

    #expect(try new.take(export) == ProgressImport(added: 0, known: 2, labs: [slug("week6")]))
    #expect(try ExportTests.export(of: new, key: 2).text == before)
  }

  @Test func `another's progress is not mixed with one's own unless that is confirmed`() throws {
    let others = try ExportTests.export(of: ExportTests.store()).export
    let own = try ProgressStore.inMemory()
    try own.add(attempt(run: "mine"), .passed)

    let error = #expect(throws: LabsError.self) { try own.take(others, own: "progress-own") }
    #expect(error?.code == .confirmationNeeded)
    #expect(try own.state().attempts == 1)
    #expect(try own.take(others, own: "progress-own", acceptsOthers: true).added == 2)
    #expect(try own.state().attempts == 3)
    #expect(try own.take(others, own: "progress-own").added == 0, "it was confirmed before")
  }

  @Test func `an export tells which attempts are from elsewhere`() throws {
    let others = try ExportTests.export(of: ExportTests.store()).export
    let own = try ProgressStore.inMemory()
    try own.add(attempt(run: "mine"), .passed)
    _ = try own.take(others, acceptsOthers: true)

    let origins = try ExportTests.export(of: own, key: 2).export.attempts.map(\.progress)
    #expect(Set(origins) == [nil, others.heading.progress])
  }

  @Test func `one's own export brings back what was reset, as one's own`() throws {
    let store = try ExportTests.store()
    let export = try ExportTests.export(of: store).export
    try store.add(attempt(step: "other", run: "r2"), .passed)
    try store.reset(slug("week6"))

    #expect(try store.take(export, own: export.heading.progress).added == 2)
    #expect(try ExportTests.export(of: store).export.attempts.map(\.progress) == [nil, nil])
    #expect(try store.state().standing == .passed)
  }

  /// In whichever order two machines' attempts come together.
  @Test func `the latest attempt decides, whenever it was taken in`() throws {
    let early = try ExportTests.store()
    let folder = try TemporaryFolder()
    let late = try ProgressStore(path: folder.database) {
      Timestamp(milliseconds: 9_000_000_000_000)
    }
    let id = try late.begin(attempt(version: "2", run: "late"))
    try id.end(in: late, result(verdict: .failed))
    _ = try late.take(ExportTests.export(of: early).export, acceptsOthers: true)

    let state = try late.state()
    #expect(state.standing == .notPassed(.unproven) && state.stepDigest == Digest(of: "2"))
    #expect(state.attempts == 3 && state.failures == 1)
  }

  @Test func `only drills that were put right are taken over`() throws {
    let store = try ExportTests.store()
    _ = try store.mend(store.begin(ExportTests.drill("The first")))
    _ = try store.begin(ExportTests.drill("The second"))
    let export = try ExportTests.export(of: store).export
    let new = try ProgressStore.inMemory()
    _ = try new.take(export)
    _ = try new.take(export)

    #expect(try new.drills(of: slug("week6"), on: .emulated).map(\.title) == ["The first"])
  }

  /// What was recorded bit by bit is what all attempts come to.
  @Test(
    arguments: [
      [.passed], [.unproven, .unproven], [.passed, .failed(exitCode: 3)], [.timedOut, .passed],
      [.interrupted], [.unproven, .uncheckable], [.skipped], [.passed, .skipped],
    ] as [[Outcome]])
  func `a state comes to the same when it is made of the attempts`(outcomes: [Outcome]) throws {
    let store = try ProgressStore.inMemory()
    for (number, outcome) in outcomes.enumerated() {
      if outcome == .skipped {
        try store.record(
          attempt(run: "\(number)"), results: [], ending: AttemptEnding(outcome, duration: .zero))
      } else {
        try store.add(attempt(run: "\(number)"), outcome)
        try store.record(
          attempt(.check, run: "\(number)"), results: [],
          ending: AttemptEnding(outcome, duration: .zero))
      }
    }
    let new = try ProgressStore.inMemory()
    _ = try new.take(ExportTests.export(of: store).export)

    let (known, made) = (try store.state(), try new.state())
    #expect(made.standing == known.standing && made.failures == known.failures)
    #expect(made.attempts == known.attempts && made.stepDigest == known.stepDigest)
  }
}
