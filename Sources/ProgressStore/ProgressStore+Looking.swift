import CourseModel
import Foundation
import GRDB

extension ProgressStore {
  /// Opens a file only to look at it: nothing is made, changed or brought up to date, not even the
  /// files that SQLite keeps beside it. Writing throws.
  ///
  /// `nil` when there is no file, or none with anything in it yet.
  public init?(lookingAt path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    self.path = path
    now = { .now }
    queue = try translated(path) { try Self.queue(lookingAt: path) }
    guard try translated(path, { try Schema.isReadable(queue, path: path) }) else { return nil }
  }

  /// For looking something up: where nothing can be written, a copy of the file in memory that is
  /// brought up to date, and in which what is written is soon forgotten.
  ///
  /// - Parameter ledger: What calls have written is taken in from there.
  /// - Throws: `LabsError` as ``init(path:now:)`` does.
  public static func lookingUp(
    in path: String, takingIn ledger: LedgerFolder? = nil
  ) throws -> ProgressStore {
    do {
      let store = try ProgressStore(path: path)
      if let ledger { try store.takeIn(ledger) }
      return store
    } catch let error as LabsError {
      guard size(of: path) > 0, !ProgressRepair.isHalfDone(path) else { throw error }
      let store = ProgressStore(try copyInMemory(of: path), path: path, now: { .now })
      if let ledger { try store.takeIn(ledger) }
      return store
    }
  }

  private static func copyInMemory(of path: String) throws -> DatabaseQueue {
    try translated(path) {
      let copy = try DatabaseQueue()
      try queue(lookingAt: path).backup(to: copy)
      try Schema.bringUpToDate(inMemory: copy, path: path)
      return copy
    }
  }

  static func queue(lookingAt path: String) throws -> DatabaseQueue {
    // A file that nobody has open is whole without a log (https://www.sqlite.org/uri.html); reading
    // it as one that never changes keeps SQLite from making one.
    let isOpen =
      size(of: path + "-wal") > 0 || FileManager.default.fileExists(atPath: path + "-shm")
    let allowed = CharacterSet.urlPathAllowed
    let address = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(
        path: isOpen ? path : "file:\(address)?immutable=1", configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
      return queue
    } catch let error as DatabaseError where !error.isOfDamage && isOpen {
      return try copyElsewhere(of: path)
    }
  }

  /// Of a log that somebody left behind SQLite makes an index, which it cannot where there is no room,
  /// or no right to write.
  private static func copyElsewhere(of path: String) throws -> DatabaseQueue {
    let copy = NSTemporaryDirectory() + "/labs-progress-\(UUID().uuidString)"
    defer { removeDatabase(copy) }
    try copyDatabase(path, to: copy)
    let memory = try DatabaseQueue()
    try DatabaseQueue(path: copy).backup(to: memory)
    return memory
  }
}
