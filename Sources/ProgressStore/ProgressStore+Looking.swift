public import CourseModel
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

  /// For looking something up: where the file cannot be written, a copy of it in memory that is brought
  /// up to date, and in which what is written is soon forgotten.
  /// - Throws: `LabsError` as ``init(path:now:)`` does.
  public static func lookingUp(
    in path: String, now: @escaping @Sendable () -> Timestamp = { .now }
  ) throws -> ProgressStore {
    guard FileManager.default.fileExists(atPath: path), !isWritable(path) else {
      return try ProgressStore(path: path, now: now)
    }
    guard !ProgressRepair.isHalfDone(path) else { throw damaged(path) }
    let copy = try translated(path) {
      let copy = try DatabaseQueue()
      try queue(lookingAt: path).backup(to: copy)
      try Schema.bringUpToDate(inMemory: copy, path: path)
      return copy
    }
    return ProgressStore(copy, path: path, now: now)
  }

  static func queue(lookingAt path: String) throws -> DatabaseQueue {
    // A file that nobody has open is whole without a log (https://www.sqlite.org/uri.html); reading
    // it as one that never changes keeps SQLite from making one.
    let isOpen = FileManager.default.fileExists(atPath: path + "-wal")
    let allowed = CharacterSet.urlPathAllowed
    let address = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    // Of a log that somebody left behind SQLite makes an index, which it may not where it cannot write.
    let isLeft = isOpen && access(path + "-shm", F_OK) != 0
    guard !isLeft || isWritable(path) else { return try copyInMemory(of: path) }
    return try DatabaseQueue(
      path: isOpen ? path : "file:\(address)?immutable=1", configuration: configuration)
  }

  private static func copyInMemory(of path: String) throws -> DatabaseQueue {
    let copy = NSTemporaryDirectory() + "/labs-progress-\(UUID().uuidString)"
    defer { removeDatabase(copy) }
    try copyDatabase(path, to: copy)
    let memory = try DatabaseQueue()
    try DatabaseQueue(path: copy).backup(to: memory)
    return memory
  }
}
