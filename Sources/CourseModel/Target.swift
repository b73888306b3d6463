/// Where a lab's commands go: which cloud, real or not, answers them.
public enum Target: Sendable, Hashable {
  /// The emulator that labs starts by itself.
  case emulated
  /// Any AWS-compatible endpoint that is already running, by its URL.
  case endpoint(String)
  /// The real thing.
  case aws

  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case emulated
    case aws
  }

  /// An endpoint counts as emulated: what was done there is never shown as real.
  public var kind: Kind {
    switch self {
    case .emulated, .endpoint: .emulated
    case .aws: .aws
    }
  }

  /// What labs emulates itself comes up in a second or two, however long AWS takes: a check that may wait
  /// for minutes there tells a student at once what is wrong here. `nil` when that is not known.
  public var settlesWithin: Duration? {
    self == .emulated ? .seconds(10) : nil
  }
}

extension Target: CustomStringConvertible {
  /// `emulated`, `aws` or the endpoint's URL; ``init(_:)`` reads it back.
  public var description: String {
    switch self {
    case .emulated: "emulated"
    case .endpoint(let url): url
    case .aws: "aws"
    }
  }

  /// `nil` when `text` is neither `emulated`, `aws` nor an `http://` or `https://` URL.
  public init?(_ text: String) {
    switch text {
    case "emulated": self = .emulated
    case "aws": self = .aws
    default:
      let schemes = ["http://", "https://"]
      guard schemes.contains(where: { text.hasPrefix($0) && text != $0 }) else { return nil }
      self = .endpoint(text)
    }
  }
}
