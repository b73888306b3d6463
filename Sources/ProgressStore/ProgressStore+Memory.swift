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

  private init(queue: DatabaseQueue, path: String, now: @escaping @Sendable () -> Timestamp) {
    self.queue = queue
    self.path = path
    self.now = now
  }
}
