import CourseModel
import GRDB

extension ProgressStore {
  /// An empty store that is gone with its last copy: for reading progress that is not one's own.
  public static func inMemory() throws -> ProgressStore {
    let path = ":memory:"
    return try translated(path) {
      let queue = try DatabaseQueue()
      try Schema.bringUpToDate(inMemory: queue, path: path)
      return ProgressStore(queue, path: path) { .now }
    }
  }

  /// What is in it now, where it can be changed without anybody's file being so, and brought up to
  /// date: of a store that can only be looked at, or was written by an earlier program.
  public func copiedToMemory() throws -> ProgressStore {
    try translated(path) {
      let copy = try DatabaseQueue()
      try queue.backup(to: copy)
      try Schema.bringUpToDate(inMemory: copy, path: path)
      return ProgressStore(copy, path: path, now: now)
    }
  }
}
