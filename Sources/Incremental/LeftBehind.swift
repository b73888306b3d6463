import Dispatch

/// Lets another thread take `value` apart, which takes a while when it is large and nobody waits for.
public func leaveBehind<Value: Sendable>(_ value: consuming Value) {
  let value = value
  DispatchQueue.global(qos: .utility).async { withExtendedLifetime(value) {} }
}
