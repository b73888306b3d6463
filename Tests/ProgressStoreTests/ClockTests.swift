import CourseModel
import Foundation
import Synchronization
import Testing

@testable import ProgressStore

/// The world's clock goes backwards: between attempts, within one, and after a time that was wrong.
@Suite struct ClockTests {
  @Test func `attempts stay in their order, and the last one decides how a step stands`() throws {
    let folder = try TemporaryFolder()
    let clock = SetClock(at: 5_000_000)
    let store = try ProgressStore(path: folder.database) { clock.now }
    try store.add(attempt(), .failed(exitCode: 1))
    clock.set(3_000_000)
    let id = try store.begin(attempt())
    clock.set(1_000_000)
    try store.end(id, with: AttemptEnding(.passed, duration: .seconds(1)))

    let outcomes = try store.attempts(of: slug("week6"), on: .emulated).map(\.outcome)
    #expect(outcomes == [.passed, .failed(exitCode: 1)])
    #expect(try store.state().standing == .passed)
    #expect(try store.state().at == Timestamp(milliseconds: 1_000_000))
    let sum = try store.sums(of: slug("week6"), on: .emulated)[slug("log-group")]
    #expect(sum?.duration == .seconds(2))
  }

  @Test func `what was handed on last is handed on`() throws {
    let folder = try TemporaryFolder()
    let clock = SetClock(at: 5_000_000)
    let store = try ProgressStore(path: folder.database) { clock.now }
    try store.add(attempt(step: "a"), .passed, outputs: ["NAME": "first"])
    clock.set(1_000_000)
    try store.add(attempt(step: "b"), .passed, outputs: ["NAME": "second"])

    #expect(try store.outputs(of: slug("week6"), on: .emulated) == ["NAME": "second"])
  }

  @Test func `a lab on which somebody was at work in a future that was none is abandoned`() throws {
    let day: Int64 = 86_400_000
    let year = 365 * day
    let bench = try LedgerBench(now: year)
    try bench.append(line("created", "a", [group("one")], at: year), on: .aws)
    try bench.store.takeIn(bench.folder)
    try bench.store.add(attempt(on: .aws), .passed)
    #expect(try bench.store.abandonedLabs() == [])

    // Back by some minutes: it was there just now.
    #expect(try bench.store(at: year - 600_000).abandonedLabs() == [])
    // Back by half a year: nobody can tell when that was.
    let later = try bench.store(at: year / 2)
    #expect(try later.abandonedLabs().map(\.lastActivity) == [nil])

    try later.add(attempt(on: .aws), .passed)
    #expect(try later.abandonedLabs() == [])
    let last = try bench.store(at: year / 2 + 2 * day).abandonedLabs().map(\.lastActivity)
    #expect(last == [Timestamp(milliseconds: year / 2)])
  }
}

private final class SetClock: Sendable {
  private let time: Mutex<Int64>

  init(at milliseconds: Int64) {
    time = Mutex(milliseconds)
  }

  var now: Timestamp { Timestamp(milliseconds: time.withLock { $0 }) }

  func set(_ milliseconds: Int64) {
    time.withLock { $0 = milliseconds }
  }
}
