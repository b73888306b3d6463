import CourseModel
import GRDB

extension ProgressStore {
  /// An empty store that is gone with its last copy: for reading progress that is not one's own.
  public static func inMemory() throws -> ProgressStore {
    let path = ":memory:"
    return try translated(path) {
      let queue = try DatabaseQueue()
      try Schema.make(in: queue)
      return ProgressStore(queue: queue, path: path) { .now }
    }
  }

  /// What is in it now, where it can be changed without anybody's file being so, and brought up to
  /// date: of a store that can only be looked at, or was written by an earlier program.
  public func copiedToMemory() throws -> ProgressStore {
    try translated(path) {
      let copy = try DatabaseQueue()
      try queue.backup(to: copy)
      try Schema.make(in: copy)
      return ProgressStore(queue: copy, path: path, now: now)
    }
  }

  private init(queue: DatabaseQueue, path: String, now: @escaping @Sendable () -> Timestamp) {
    self.queue = queue
    self.path = path
    self.now = now
  }
}
