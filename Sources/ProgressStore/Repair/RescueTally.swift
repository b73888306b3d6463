/// How much of one kind of record came through a repair.
public struct RescueTally: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case attempt
    case checkResult
    case stepOutput
    case stepState
    case drill
    case ledger
    case binding
  }

  public enum Loss: Sendable, Hashable {
    case none
    case records(Int)
    /// Nobody can tell how many there were.
    case unknown
  }

  public let kind: Kind
  public internal(set) var saved: Int
  public internal(set) var loss: Loss

  /// What was saved at first turned out to be of no use.
  mutating func drop(_ count: Int) {
    saved -= count
    lose(count)
  }

  private mutating func lose(_ count: Int) {
    guard count > 0 else { return }
    switch loss {
    case .none: loss = .records(count)
    case .records(let others): loss = .records(others + count)
    case .unknown: break
    }
  }
}
