import Dispatch
import Synchronization

/// A value that another thread makes while this one does something else.
public final class Meanwhile<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)

  public init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    DispatchQueue.global(qos: .userInitiated).async { _ = self.value }
  }

  /// Waits until it is there, or makes it when no other thread has begun.
  public var value: Value {
    made.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}
