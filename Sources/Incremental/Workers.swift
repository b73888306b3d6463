import Dispatch
import Synchronization

/// A few threads that share one list of numbered tasks.
public struct Workers: Sendable {
  public let count: Int

  /// Two are enough where disk and memory set the pace.
  public init(_ count: Int = 2) { self.count = max(count, 1) }

  /// The result of each task, in the order of the tasks. Throws the first error by number.
  public func results<Value: Sendable>(
    _ tasks: Int, _ task: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    try results(tasks, tools: {}) { _, number in try task(number) }
  }

  /// The same for tasks that need tools which are made once for each thread.
  public func results<Value: Sendable, Tools: ~Copyable>(
    _ tasks: Int, tools makeTools: @Sendable () -> Tools,
    _ task: @Sendable (inout Tools, Int) throws -> Value
  ) throws -> [Value] {
    guard count > 1, tasks > 1 else {
      var tools = makeTools()
      return try (0..<tasks).map { try task(&tools, $0) }
    }
    let next = Atomic(0)
    let results = Mutex([Result<Value, any Error>?](repeating: nil, count: tasks))
    DispatchQueue.concurrentPerform(iterations: min(count, tasks)) { _ in
      var tools = makeTools()
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < tasks else { return }
        let result = Result { try task(&tools, number) }
        results.withLock { $0[number] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }
}
