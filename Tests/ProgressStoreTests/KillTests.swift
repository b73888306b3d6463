import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// A writer that is killed at any time loses nothing that the store has acknowledged.
@Suite struct KillTests {
  @Test func `every acknowledged attempt is there after SIGKILL`() async throws {
    let folder = try TemporaryFolder()
    var acknowledged: Set<Int64> = []
    for round in 0..<30 {
      acknowledged.formUnion(try killedWriter(on: folder.database, atOnce: round % 3 == 0))
      let store = try store(in: folder)
      let attempts = try store.attempts(of: slug("week6"), on: .emulated, limit: .max)
      let ended = attempts.filter { $0.outcome == .passed }

      #expect(acknowledged.isSubset(of: Set(ended.map(\.id.number))))
      #expect(ended.allSatisfy { $0.results.count == 1 })
      let last = try store.outputs(of: slug("week6"), on: .emulated)["LAST"]
      #expect(last == ended.first.map { "\($0.id.number)" })
      try store.endAbandonedAttempts(of: slug("week6"))
      #expect(try store.state().standing != .begun)
    }
    #expect(!acknowledged.isEmpty)
  }

  /// Starts a writer and kills it after a random while: `atOnce` perhaps before it has recorded
  /// anything, else after. Gives the numbers that it printed.
  private func killedWriter(on database: String, atOnce: Bool) throws -> Set<Int64> {
    let writer = Process()
    writer.executableURL = try writerPath()
    writer.arguments = [database]
    let output = Pipe()
    writer.standardOutput = output
    try writer.run()
    let first = atOnce ? Data() : output.fileHandleForReading.availableData
    usleep(.random(in: 0..<40_000))
    kill(writer.processIdentifier, SIGKILL)
    let rest = output.fileHandleForReading.readDataToEndOfFile()
    writer.waitUntilExit()
    let numbers = String(decoding: first + rest, as: UTF8.self).split(separator: "\n")
    return Set(numbers.compactMap { Int64($0) })
  }
}
