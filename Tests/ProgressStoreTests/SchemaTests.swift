import CourseModel
import GRDB
import Testing

@testable import ProgressStore

/// Files of earlier programs.
struct SchemaTests {
  @Test(arguments: 1..<Schema.version)
  func `a file of every earlier version is brought up to date, and nothing is lost`(
    version: Int
  ) throws {
    let folder = try TemporaryFolder()
    try makePrivateFolder(folder.path + "/.labs")
    let old = try DatabaseQueue(path: folder.database)
    try Schema.bringUpToDate(old, path: folder.database, to: version)
    try old.write { database in
      let id = try database.insert(attempt(), at: Timestamp(milliseconds: 1))
      try database.end(id, with: AttemptEnding(.passed, duration: .seconds(1), transcript: "said"))
      try database.execute(
        sql: """
          INSERT INTO stepState VALUES
            ('week6', 'emulated', 'log-group', 'passed', NULL, NULL, 1, NULL, 1, 0, 2, 1)
          """)
    }
    try old.close()

    let store = try ProgressStore(path: folder.database)

    #expect(
      try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Schema.version)
    #expect(try store.attempts(of: attempt().lab, on: .emulated).map(\.transcript) == ["said"])
    let state = try store.states(of: slug("week6"), on: .emulated)[slug("log-group")]
    #expect(state?.standing == .passed && state?.hintsUsed == 2)
    #expect(try store.ledger().isEmpty && store.drills(of: slug("week6"), on: .emulated).isEmpty)
    #expect(try store.binding(of: slug("week6"), on: .aws) == nil)
    #expect(try store.problems().isEmpty)
  }
}
