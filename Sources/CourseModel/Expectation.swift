/// What a check's command has to print for the check to pass. Its exit status has to be 0 as well.
public enum Expectation: Sendable, Hashable {
  /// Standard output is JSON that equals this value.
  case equals(JSONValue)
  /// Standard output, without white space at its ends, matches this regular expression somewhere.
  case matches(String)
  /// Standard output contains this text.
  case contains(String)
  /// The exit status alone.
  case succeeds
}

extension Expectation: CustomStringConvertible {
  public var description: String {
    switch self {
    // A check that looks for what is wrong prints a list of it.
    case .equals(.array([])): "nothing"
    case .equals(let value): value.description
    case .matches(let pattern): "text that matches /\(pattern)/"
    case .contains(let text): "text that contains “\(text)”"
    case .succeeds: "exit status 0"
    }
  }
}
