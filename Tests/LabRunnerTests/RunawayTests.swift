import CourseModel
import Foundation
import ProgressStore
import Testing

@testable import LabRunner

/// Steps whose scripts leave something behind: the step ends, what was printed is recorded, and
/// nothing runs on.
@Suite struct RunawayTests {
  struct Runaway: CustomTestStringConvertible, Sendable {
    let testDescription: String

    /// Leaves the number of what would run on in the file `pid`.
    let script: String
    var outcome = Outcome.passed
  }

  static let all = [
    Runaway(
      testDescription: "keeps the pipes open after its end",
      script: "sleep 600 & echo $! >pid; echo said"),
    Runaway(
      testDescription: "goes on printing after its end",
      script: "(echo $BASHPID >pid; while :; do echo more; sleep 0.01; done) & echo said"),
    Runaway(
      testDescription: "closes its pipes and works on",
      script: "sleep 600 >/dev/null 2>&1 & echo $! >pid; echo said; exec >&- 2>&-; sleep 0.1"),
    Runaway(
      testDescription: "ignores TERM, HUP and INT",
      script: "trap '' TERM HUP INT; echo $$ >pid; echo said; while :; do sleep 0.1; done",
      outcome: .timedOut),
    Runaway(
      testDescription: "stops itself",
      script: "echo $$ >pid; echo said; kill -STOP $$", outcome: .timedOut),
  ]

  #if os(Linux)
    static let daemons = [
      Runaway(
        testDescription: "becomes a daemon that is deaf to signals",
        script: """
          echo said
          setsid bash -c 'trap "" TERM HUP; exec >&- 2>&- <&-; echo $$ >pid; sleep 600' &
          until [ -s pid ]; do sleep 0.01; done
          """),
      Runaway(
        testDescription: "forks away twice, and keeps the pipes",
        script: """
          echo said
          bash -c 'setsid bash -c "setsid sleep 600 & echo \\$! >pid"'
          until [ -s pid ]; do sleep 0.01; done
          """),
    ]
  #else
    static let daemons: [Runaway] = []
  #endif

  @Test(arguments: all + daemons)
  func `a step ends with all that its script has started`(runaway: Runaway) async throws {
    let bench = try Bench()
    let only = try step(
      "a", run: runaway.script, checks: [check("pid", "test -s pid")], timeout: .seconds(2))
    let summary = try await bench.runner.run(lab(only))

    #expect(summary.results.map(\.outcome) == [runaway.outcome])
    let pid = try #require(bench.content("pid").flatMap { Int32($0.dropLast()) })
    #expect(try await ends(pid))
    let recorded = try #require(try bench.attempts("a").first)
    #expect(recorded.outcome == runaway.outcome)
    #expect(recorded.transcript.hasPrefix("said\n"))
  }

  /// A process that was killed is there for a moment longer.
  private func ends(_ pid: Int32) async throws -> Bool {
    for _ in 0..<1000 where isRunning(pid) { try await Task.sleep(for: .milliseconds(10)) }
    return !isRunning(pid)
  }
}
