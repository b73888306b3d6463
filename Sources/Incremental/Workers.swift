import Dispatch
import Synchronization

/// A few threads that share one list of numbered tasks.
enum Workers {
  /// The result of each task, in the order of the tasks. Throws the first error by number.
  static func results<Value: Sendable>(
    _ count: Int, workers: Int, _ task: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    let next = Atomic(0)
    let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(max(workers, 1), max(count, 1))) { _ in
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        let result = Result { try task(number) }
        results.withLock { $0[number] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }
}
