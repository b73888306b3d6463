import CourseModel
import Foundation
import GRDB

/// The tables, as a list of changes that is only ever added to.
///
/// `PRAGMA user_version` counts the changes that a file has seen, so that opening one that is up to
/// date costs a single look.
enum Schema {
  static var version: Int { changes.count }

  /// - Parameter version: How many of the changes are made.
  static func bringUpToDate(
    _ queue: DatabaseQueue, path: String, to version: Int = Schema.version
  ) throws {
    guard try count(of: queue, path) < version else { return }
    // Two programs may open a new file at the same time.
    let lock = try FileLock(folder: URL(fileURLWithPath: path).deletingLastPathComponent().path)
    defer { lock.release() }
    guard try count(of: queue, path) < version else { return }
    // Noted in the file, so that opening it again need not write.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try migrator.migrate(queue, upTo: "\(version)")
  }

  static func bringUpToDate(inMemory queue: DatabaseQueue, path: String) throws {
    guard try count(of: queue, path) < version else { return }
    try migrator.migrate(queue)
  }

  /// Whether it has the tables that are asked for steps and what they handed on.
  static func isReadable(_ queue: DatabaseQueue, path: String) throws -> Bool {
    try count(of: queue, path) >= 1
  }

  /// The tables and indexes of its version that it does not have as this program makes them, in name
  /// order.
  static func lacking(in queue: DatabaseQueue, path: String) throws -> [String] {
    let version = try count(of: queue, path)
    guard version > 0 else { return [] }
    let model = try DatabaseQueue()
    try migrator.migrate(model, upTo: "\(version)")
    let expected = try model.read { try $0.definitions }
    let found = try queue.read { try $0.definitions }
    return expected.filter { found[$0.key] != $0.value }.keys.sorted()
  }

  private static func count(of queue: DatabaseQueue, _ path: String) throws -> Int {
    let count = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    guard count <= version else {
      throw LabsError(
        .environmentNotReady, "The progress in “\(path)” was written by a newer labs.",
        hint: "Update labs, or move the file away to start anew.")
    }
    // One that was never brought up to date has nothing in it.
    let isOurs = try count > 0 || queue.read { try !$0.hasTables }
    guard isOurs else { throw damaged(path) }
    return count
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, change) in changes.enumerated() {
      migrator.registerMigration("\(index + 1)") { database in
        try database.execute(sql: change)
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    return migrator
  }

  private static let changes = [
    """
    CREATE TABLE run (
      id TEXT NOT NULL PRIMARY KEY,
      startedAt INTEGER NOT NULL -- milliseconds since 1970, UTC
    ) STRICT;

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL REFERENCES run(id),
      kind TEXT NOT NULL,
      lab TEXT NOT NULL,
      step TEXT NOT NULL,
      target TEXT NOT NULL,
      labDigest TEXT NOT NULL,
      stepDigest TEXT NOT NULL,
      account TEXT,
      region TEXT,
      startedAt INTEGER NOT NULL,
      microseconds INTEGER, -- how long it took; NULL when nobody was there to see its end
      outcome TEXT, -- NULL while it is at work
      transcript TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX attemptOfLab ON attempt(lab, target);
    CREATE INDEX attemptOfStep ON attempt(lab, target, step);
    CREATE INDEX attemptAtWork ON attempt(lab) WHERE outcome IS NULL;
    CREATE INDEX attemptOfRun ON attempt(run);

    CREATE TABLE checkResult (
      id INTEGER PRIMARY KEY,
      attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      verdict TEXT NOT NULL,
      expected TEXT NOT NULL,
      found TEXT NOT NULL,
      command TEXT NOT NULL,
      hint TEXT,
      microseconds INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX checkResultOfAttempt ON checkResult(attempt);

    CREATE TABLE stepOutput (
      lab TEXT NOT NULL,
      target TEXT NOT NULL,
      step TEXT NOT NULL,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
      PRIMARY KEY (lab, target, step, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stepOutputOfAttempt ON stepOutput(attempt);

    -- What follows from a step's attempts, so that a status need not read them all.
    CREATE TABLE stepState (
      lab TEXT NOT NULL,
      target TEXT NOT NULL,
      step TEXT NOT NULL,
      standing TEXT NOT NULL,
      outcome TEXT,
      stepDigest TEXT,
      at INTEGER,
      account TEXT,
      attempts INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      hintsUsed INTEGER NOT NULL,
      leftBehind INTEGER NOT NULL,
      PRIMARY KEY (lab, target, step)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE drill (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      lab TEXT NOT NULL,
      target TEXT NOT NULL,
      step TEXT NOT NULL,
      checkName TEXT NOT NULL,
      title TEXT NOT NULL,
      seed INTEGER NOT NULL,
      startedAt INTEGER NOT NULL,
      mendedAt INTEGER -- NULL while it is open
    ) STRICT;
    CREATE INDEX drillOfLab ON drill(lab, target);
    """,
    """
    -- What scripts created; an id grows in the order of creation.
    CREATE TABLE ledger (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      call TEXT NOT NULL,
      lab TEXT NOT NULL,
      step TEXT NOT NULL,
      target TEXT NOT NULL,
      kind TEXT NOT NULL,
      operation TEXT NOT NULL,
      identifier TEXT NOT NULL, -- a JSON object, its keys in order
      isName INTEGER NOT NULL,
      region TEXT,
      account TEXT,
      costs INTEGER,
      createdAt INTEGER NOT NULL,
      standing TEXT NOT NULL,
      goneAt INTEGER
    ) STRICT;
    CREATE INDEX ledgerPresent ON ledger(lab, target) WHERE standing <> 'gone';
    CREATE INDEX ledgerOfKind ON ledger(target, kind, identifier);
    CREATE INDEX ledgerOfCall ON ledger(call);
    CREATE INDEX ledgerOfLab ON ledger(lab);

    -- How much of each file has been taken in.
    CREATE TABLE ledgerFile (
      name TEXT NOT NULL PRIMARY KEY,
      end INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    -- The account that a lab's owner has confirmed for it.
    CREATE TABLE binding (
      lab TEXT NOT NULL,
      target TEXT NOT NULL,
      account TEXT NOT NULL,
      region TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (lab, target)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    -- Whose it is, where it was imported; NULL for one's own.
    ALTER TABLE run ADD COLUMN progress TEXT;
    """,
  ]
}

extension Database {
  /// What makes each table and index, by its name; without those of SQLite and the migrator.
  fileprivate var definitions: [String: String] {
    get throws {
      let rows = try Row.fetchAll(
        self,
        sql: """
          SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL
          AND tbl_name <> 'grdb_migrations' AND name NOT LIKE 'sqlite_%'
          """)
      return try Dictionary(rows.map { (try $0.value("name"), try $0.value("sql")) }) { $1 }
    }
  }

  fileprivate var hasTables: Bool {
    get throws {
      // The migrator's own table comes before the first change.
      try Bool.fetchOne(
        self,
        sql: """
          SELECT EXISTS (
            SELECT * FROM sqlite_schema WHERE type = 'table' AND tbl_name <> 'grdb_migrations')
          """) == true
    }
  }
}
