/// Some words of Markdown in a YAML file, and where they are written: a hint, a cost, a prerequisite.
public struct Sentence: Sendable, Hashable, ExpressibleByStringLiteral {
  public let text: String

  /// `nil` for words that no file has.
  public let location: SourceLocation?

  public init(_ text: String, at location: SourceLocation? = nil) {
    self.text = text
    self.location = location
  }

  public init(stringLiteral text: String) { self.init(text) }
}
