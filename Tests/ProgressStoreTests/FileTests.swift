import CourseModel
import Foundation
import GRDB
import Testing

@testable import ProgressStore

@Suite struct FileTests {
  @Test func `all its files are for the owner alone`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), .passed)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/.labs")

    #expect(
      Set(names) == ["progress.sqlite", "progress.sqlite-wal", "progress.sqlite-shm"])
    for name in names { #expect(try mode(folder.path + "/.labs/" + name) == 0o600) }
    #expect(try mode(folder.path + "/.labs") == 0o700)
  }

  @Test func `takes rights away that others were given`() throws {
    let folder = try TemporaryFolder()
    try store(in: folder).add(attempt(), .passed)
    chmod(folder.database, 0o644)
    _ = try store(in: folder)

    #expect(try mode(folder.database) == 0o600)
  }

  @Test func `refuses the progress of a newer program, and leaves it as it is`() throws {
    let folder = try TemporaryFolder()
    try store(in: folder).add(attempt(), .passed)
    try DatabaseQueue(path: folder.database).write {
      try $0.execute(sql: "PRAGMA user_version = \(Schema.version + 1)")
    }
    let error = #expect(throws: LabsError.self) { try store(in: folder) }

    #expect(error?.code == .environmentNotReady)
    #expect(error?.message.hasSuffix("was written by a newer labs.") == true)
    #expect(error?.hint == "Update labs, or move the file away to start anew.")
    let count = try DatabaseQueue(path: folder.database).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM attempt")
    }
    #expect(count == 1)
  }

  @Test func `names a damaged file and the remedy`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.labs", withIntermediateDirectories: true)
    try String(repeating: "this is no database ", count: 100)
      .write(toFile: folder.database, atomically: false, encoding: .utf8)
    let error = #expect(throws: LabsError.self) { try store(in: folder) }

    #expect(error?.message == "The progress file “\(folder.database)” is damaged.")
    #expect(error?.hint.contains("labs doctor") == true)
  }

  @Test func `says that a folder cannot be made`() throws {
    let folder = try TemporaryFolder()
    try "a file".write(toFile: folder.path + "/.labs", atomically: false, encoding: .utf8)
    let error = #expect(throws: LabsError.self) { try store(in: folder) }

    #expect(error?.code == .environmentNotReady)
    #expect(error?.message.contains("/.labs") == true)
  }

  @Test func `says that a file cannot be opened`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.database, withIntermediateDirectories: true)
    let error = #expect(throws: LabsError.self) { try store(in: folder) }

    #expect(error?.code == .environmentNotReady)
    #expect(error?.message.contains(folder.database) == true)
  }

  @Test func `names a file that was damaged in the middle`() throws {
    let folder = try TemporaryFolder()
    try store(in: folder).add(attempt(), .passed)
    let file = try #require(FileHandle(forUpdatingAtPath: folder.database))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4096)
    file.write(Data(repeating: 0x5a, count: Int(size) - 4096))
    try file.close()
    let error = #expect(throws: LabsError.self) {
      try store(in: folder).states(of: slug("week6"), on: .emulated)
    }
    #expect(error?.message == "The progress file “\(folder.database)” is damaged.")
  }

  @Test func `says that the disk is full, and keeps what was recorded`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), .passed)
    let id = try store.begin(attempt())
    // No more pages than there are: to SQLite the same as a disk without room.
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let long = String(repeating: "x", count: 1_000_000)
    let error = #expect(throws: LabsError.self) {
      try store.end(id, with: AttemptEnding(.passed, duration: .zero, transcript: long))
    }
    #expect(error?.message.hasSuffix("the disk is full.") == true)
    let outcomes = try store.attempts(of: slug("week6"), on: .emulated).map(\.outcome)
    #expect(outcomes == [nil, .passed])
  }

  @Test func `two programs may open a new file at the same time`() async throws {
    let folder = try TemporaryFolder()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask { try store(in: folder).add(attempt(step: "s\(number)"), .passed) }
      }
      try await group.waitForAll()
    }
    #expect(try store(in: folder).states(of: slug("week6"), on: .emulated).count == 8)
  }

  @Test func `100,000 attempts do not change how a state is looked up`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    try store.add(attempt(), .passed)
    let plans = try store.queue.read { database in
      try [
        "SELECT * FROM stepState WHERE lab = 'a' AND target = 'b'",
        "SELECT id FROM attempt WHERE lab = 'a' AND outcome IS NULL",
        "SELECT * FROM checkResult WHERE attempt = 1",
        "SELECT * FROM attempt WHERE lab = 'a' AND target = 'b' ORDER BY id DESC LIMIT 9",
        "SELECT * FROM attempt WHERE lab = 'a' AND target = 'b' AND step = 'c' ORDER BY id DESC",
      ].flatMap { try String.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + $0, adapter: detail) }
    }
    #expect(!plans.isEmpty && !plans.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP") })
  }

  private let detail = SuffixRowAdapter(fromIndex: 3)

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
