import GRDB

/// Whether the file is whole.
extension ProgressStore {
  /// What SQLite finds wrong with the file, a sentence each; empty when it is whole. Reads all of
  /// it (https://www.sqlite.org/pragma.html#pragma_integrity_check).
  public func problems() throws -> [String] {
    try read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    }
  }
}
