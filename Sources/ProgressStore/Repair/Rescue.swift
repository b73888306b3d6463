import CourseModel
import GRDB

/// Takes over what can be read of a damaged database into a new one.
struct Rescue {
  private let source: DatabaseQueue?
  private let pages: PageRecords?
  private let store: ProgressStore

  /// - Parameter path: Of a copy that nobody else needs: SQLite may change it.
  init(from path: String, into store: ProgressStore) {
    source = try? DatabaseQueue(path: path)
    // What is in the log only would not be met on the pages.
    _ = try? source?.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    pages = PageRecords(of: path)
    self.store = store
  }

  /// - Returns: What came through.
  func run() throws -> [RescueTally] {
    try store.queue.writeWithoutTransaction { target in
      // What a record refers to may be lost; that is looked after when all are there.
      try target.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? target.execute(sql: "PRAGMA foreign_keys = ON") }
      var tallies: [RescueTally] = []
      try target.inTransaction {
        // A run is no more than the attempts in it, but for whose progress they are.
        _ = try copy("run", into: target)
        tallies = try RescueTally.Kind.allCases.map { kind in
          let (saved, loss) = try copy(kind.rawValue, into: target)
          return RescueTally(kind: kind, saved: saved, loss: loss)
        }
        for index in tallies.indices { try mend(&tallies[index], in: target) }
        return .commit
      }
      return tallies
    }
  }

  private func copy(
    _ table: String, into target: Database
  ) throws -> (saved: Int, loss: RescueTally.Loss) {
    var copy = try TableCopy(table, into: target)
    guard let source, let isThere = try? source.unsafeRead({ try $0.tableExists(table) }) else {
      return try copy.run(from: nil, pages)
    }
    if !isThere, isOfLaterProgram(table) { return (0, .none) }
    return try source.unsafeRead { try copy.run(from: isThere ? $0 : nil, pages) }
  }

  /// Whether the database is from before the table.
  private func isOfLaterProgram(_ table: String) -> Bool {
    guard let source else { return false }
    return (try? Schema.lacking(in: source, path: store.path).contains(table)) == false
  }

  /// Makes whole what refers to something that is lost.
  private func mend(_ tally: inout RescueTally, in target: Database) throws {
    switch tally.kind {
    case .attempt:
      try target.execute(
        sql: """
          INSERT OR IGNORE INTO run (id, startedAt)
          SELECT run, min(startedAt) FROM attempt GROUP BY run
          """)
    case .stepOutput:
      // A cleanup may need the value, whichever attempt it is from.
      try target.execute(
        sql: """
          UPDATE OR IGNORE stepOutput SET attempt = (
            SELECT max(id) FROM attempt
            WHERE (lab, target, step) = (stepOutput.lab, stepOutput.target, stepOutput.step))
          WHERE attempt NOT IN (SELECT id FROM attempt)
          """)
      fallthrough
    case .checkResult:
      try target.execute(
        sql: "DELETE FROM \(tally.kind.rawValue) WHERE attempt NOT IN (SELECT id FROM attempt)")
      tally.drop(target.changesCount)
    case .stepState:
      tally.saved += try target.followStates()
    case .drill, .ledger, .binding:
      break
    }
  }
}
