public import CourseModel
import Foundation
import GRDB

/// What was tried, checked and found, on the disk.
///
/// SQLite in WAL mode, for the owner alone (0600 in a folder of 0700). What an operation has written
/// is on the disk when it returns: neither a killed process nor a power loss takes it away. Each
/// operation throws `LabsError` when the file cannot be used.
public struct ProgressStore: Sendable {
  let queue: DatabaseQueue
  let path: String
  let now: @Sendable () -> Timestamp

  /// Opens the file, made with its folder when missing, and brings it up to date.
  /// - Throws: `LabsError` when it cannot be opened, is damaged, or is from a newer program.
  public init(path: String, now: @escaping @Sendable () -> Timestamp = { .now }) throws {
    self.path = path
    self.now = now
    guard !ProgressRepair.isHalfDone(path) else { throw damaged(path) }
    try Self.prepareFile(path)
    queue = try translated(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.label = "progress"
      // macOS lets fsync return before the disk has it; elsewhere this is without effect.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA fullfsync = ON") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.bringUpToDate(queue, path: path)
      return queue
    }
  }

  init(_ queue: DatabaseQueue, path: String, now: @escaping @Sendable () -> Timestamp) {
    self.queue = queue
    self.path = path
    self.now = now
  }

  /// SQLite needs the folder, too, for the log.
  static func isWritable(_ path: String) -> Bool {
    access(path, W_OK) == 0 && access((path as NSString).deletingLastPathComponent, W_OK) == 0
  }

  /// The files that SQLite keeps beside it get the same permissions.
  private static func prepareFile(_ path: String) throws {
    try makePrivateFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    var status = stat()
    if stat(path, &status) == 0 {
      // SQLite would take an empty file for a new one, and throw away the log that is all there is.
      guard status.st_size > 0 || size(of: path + "-wal") == 0 else { throw damaged(path) }
      // With a log that somebody left behind SQLite would only notice at the first write.
      guard isWritable(path) else { throw unusable(path, "it is read-only") }
      if status.st_mode & 0o077 != 0 { chmod(path, 0o600) }
    } else {
      try makePrivateFile(path)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translated(path) { try queue.read(body) }
  }

  /// One transaction. Without `outlivesPowerLoss` it is there for a process that is killed, and
  /// on the disk with the next write that asks for it: a wait for the disk is saved.
  func write<Value>(
    outlivesPowerLoss: Bool = true, _ body: (Database) throws -> Value
  ) throws -> Value {
    try translated(path) {
      try queue.writeWithoutTransaction { database in
        let synchronous = outlivesPowerLoss ? "FULL" : "NORMAL"
        try database.execute(sql: "PRAGMA synchronous = \(synchronous)")
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    }
  }
}

extension Timestamp {
  public static var now: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }
}
