/// A moment of the world's clock, in milliseconds since 1970 in UTC.
public struct Timestamp: Sendable, Hashable, Codable, Comparable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
