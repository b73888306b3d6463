import CourseModel
import Foundation
import Testing

@testable import LabRunner

@Suite struct CheckSeriesTests {
  @Test func `tries again with growing pauses until it passes`() async throws {
    let executor = ScriptedExecutor(.exited(1), .exited(1), .exited(1), .exited(0))
    let patient = try check("a", "look", retry: .seconds(30))
    let (results, pauses) = try await results(of: [patient], executor)

    #expect(results.map(\.verdict) == [.passed])
    #expect(pauses == [.milliseconds(250), .milliseconds(500), .seconds(1)])
  }

  @Test func `gives up when the time for it is over`() async throws {
    let executor = ScriptedExecutor(.exited(1))
    let patient = try check("a", "look", retry: .seconds(2))
    let (results, pauses) = try await results(of: [patient], executor)

    #expect(results.map(\.verdict) == [.failed])
    #expect(pauses.reduce(.zero, +) == .seconds(2))
  }

  @Test func `a target that settles sooner is not waited for longer`() async throws {
    let executor = ScriptedExecutor(.exited(1))
    let witness = Witness()
    let patient = try check("a", "look", retry: .seconds(300))
    let series = try series(
      [patient], executor, longestRetry: .seconds(4), pause: { witness.paused($0) })
    #expect(try await series.results(.retrying).map(\.verdict) == [.failed])
    #expect(witness.waits.reduce(.zero, +) == .seconds(4))
  }

  @Test func `does not try again what cannot be carried out, nor what was not asked to wait`()
    async throws
  {
    for (ending, retry) in [(127, 30), (1, 0)] as [(Int32, Int)] {
      let executor = ScriptedExecutor(.exited(ending))
      let one = try check("a", "look", retry: .seconds(retry))
      let (_, pauses) = try await results(of: [one], executor)

      #expect(pauses == [])
      #expect(executor.commands.count == 1)
    }
  }

  @Test func `passes results on in the order of the step, whichever is first`() async throws {
    let checks = try [check("slow", "sleep 0.2"), check("quick", "true"), check("no", "false")]
    var told: [String] = []
    _ = try await series(checks, Bash()).results(.once, each: { told.append($0.id.text) })

    #expect(told == ["slow", "quick", "no"])
  }

  @Test func `runs four side by side`() async throws {
    // Each waits for the other three.
    let folder = try TemporaryFolder()
    let checks = try (0..<4).map { number in
      try check(
        "c\(number)",
        """
        cd \(folder.path); touch \(number)
        until [ $(ls | wc -l) = 4 ]; do sleep 0.01; done
        """)
    }
    let results = try await series(checks, Bash()).results(.once)

    #expect(results.map(\.verdict) == [.passed, .passed, .passed, .passed])
  }

  @Test func `stops early when it only wants to know whether all pass`() async throws {
    let executor = ScriptedExecutor(.exited(0), .exited(1), .exited(0))
    let checks = try ["a", "b", "c"].map { try check($0, "look") }
    let results = try await series(checks, executor).results(.untilFirstFailure)

    #expect(results.map(\.verdict) == [.passed, .failed])
    #expect(executor.commands.count == 2)
  }

  private func results(
    of checks: [Check], _ executor: ScriptedExecutor
  ) async throws -> ([CheckResult], [Duration]) {
    let witness = Witness()
    let results = try await series(checks, executor, pause: { witness.paused($0) }).results(
      .retrying)
    return (results, witness.waits)
  }

  private func series(
    _ checks: [Check], _ executor: any ScriptExecutor, longestRetry: Duration? = nil,
    pause: @escaping @Sendable (Duration) -> Void = { _ in }
  ) throws -> CheckSeries {
    CheckSeries(
      step: try step("a", checks: checks), environment: ["PATH": "/usr/bin:/bin"], folder: "/",
      failures: 0, longestRetry: longestRetry, executor: executor, redactor: Redactor(),
      pause: pause)
  }
}

/// Ends each command as it was told to, the last way for all that follow.
final class ScriptedExecutor: ScriptExecutor, @unchecked Sendable {
  private let lock = NSLock()
  private var endings: [ShellResult.Ending]
  private var executed: [ShellCommand] = []

  init(_ endings: ShellResult.Ending...) {
    self.endings = endings
  }

  var commands: [ShellCommand] { lock.withLock { executed } }

  func execute(
    _ command: ShellCommand, output: @escaping @Sendable (OutputChannel, [UInt8]) -> Void
  ) async throws -> ShellResult {
    lock.withLock {
      executed.append(command)
      return ShellResult(endings.count > 1 ? endings.removeFirst() : endings[0])
    }
  }
}
