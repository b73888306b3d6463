import CourseModel
import Foundation
import GRDB
import Testing

@testable import ProgressStore

/// The power goes: of what was written last, any part may be on the disk.
@Suite struct PowerLossTests {
  @Test func `what waits for the disk, and what goes there with it`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let setting = { (database: Database) in try Int.fetchOne(database, sql: "PRAGMA synchronous") }

    // 2 is FULL, 1 is NORMAL (https://www.sqlite.org/pragma.html#pragma_synchronous).
    #expect(try store.write(setting) == 2)
    #expect(try store.write(outlivesPowerLoss: false, setting) == 1)
    #expect(
      try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test func `wherever the log was cut, what is there is whole, and is what came first`()
    async throws
  {
    let folder = try TemporaryFolder()
    let recording = try Recording(in: folder, attempts: 4)
    for cut in recording.cuts {
      await Task.yield()
      for isTorn in [false, true] {
        let remains = try TemporaryFolder()
        let left = try recording.left(of: cut, isTorn: isTorn, in: remains)
        #expect(try left.problems().isEmpty, "\(cut)")
        let attempts = try left.attempts(of: slug("week6"), on: .emulated, limit: .max).reversed()
        let ended = attempts.filter { $0.outcome == .passed }

        #expect(ended.map(\.id.number) == Array(1..<Int64(ended.count + 1)), "\(cut)")
        #expect(ended.allSatisfy { $0.results.count == 2 }, "\(cut)")
        #expect(attempts.count <= ended.count + 1, "\(cut)")
        let acknowledged = recording.acknowledged.last { $0.length <= cut }
        #expect(ended.count >= acknowledged?.ended ?? 0, "\(cut)")
        #expect(attempts.count >= acknowledged?.begun ?? 0, "\(cut)")
        let last = try left.outputs(of: slug("week6"), on: .emulated)["LAST"]
        #expect(last == (ended.isEmpty ? nil : "\(ended.count)"), "\(cut)")
      }
    }
    #expect(recording.cuts.count > 80)
  }
}

/// What a store has written into its log, and how long the log was when it had acknowledged what.
private struct Recording {
  struct Acknowledgement {
    let length: Int
    let begun: Int
    let ended: Int
  }

  private let database: Data
  private let log: Data
  private(set) var acknowledged: [Acknowledgement] = []

  init(in folder: TemporaryFolder, attempts: Int) throws {
    let store = try ProgressStoreTests.store(in: folder)
    try store.queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    let path = folder.database + "-wal"
    database = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    for number in 1...attempts {
      let id = try store.begin(attempt())
      acknowledged.append(
        Acknowledgement(length: Int(size(of: path)), begun: number, ended: number - 1))
      for name in ["a", "b"] { try store.record(result(name), of: id) }
      try store.end(
        id,
        with: AttemptEnding(
          .passed, duration: .seconds(1), outputs: ["LAST": "\(number)"],
          transcript: String(repeating: "said\n", count: number * 100)))
      acknowledged.append(
        Acknowledgement(length: Int(size(of: path)), begun: number, ended: number))
    }
    log = try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// At each entry's beginning and beside it, and somewhere within.
  var cuts: [Int] {
    let entries = stride(from: 32, through: log.count, by: 24 + 4096)
    return ([0, 1, 31] + entries.flatMap { [$0, $0 + 1, $0 + 24, $0 + 2000] })
      .filter { $0 <= log.count }
  }

  /// - Parameter isTorn: What is behind the cut has its length already, and not its content.
  func left(of cut: Int, isTorn: Bool, in folder: TemporaryFolder) throws -> ProgressStore {
    try makePrivateFolder(folder.path + "/.labs")
    try database.write(to: URL(fileURLWithPath: folder.database))
    let rest = isTorn ? Data(count: log.count - cut) : Data()
    try (log.prefix(cut) + rest).write(to: URL(fileURLWithPath: folder.database + "-wal"))
    return try ProgressStoreTests.store(in: folder)
  }
}
