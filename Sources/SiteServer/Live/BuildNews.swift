/// What the pages that are open are told after each build.
public struct BuildNews: Sendable, Equatable, Encodable {
  /// Something that the author should look at.
  public struct Finding: Sendable, Equatable, Encodable {
    public enum Severity: String, Sendable, Encodable { case error, warning }

    public let severity: Severity

    /// `file:line:column`; empty when no file is to blame.
    public let place: String
    public let message: String

    /// Empty when the message says it already.
    public let remedy: String

    /// The line in question with a mark below it; empty without a line.
    public let excerpt: String

    public init(
      _ severity: Severity, place: String, message: String, remedy: String, excerpt: String
    ) {
      self.severity = severity
      self.place = place
      self.message = message
      self.remedy = remedy
      self.excerpt = excerpt
    }
  }

  /// A page has no room for more, and nobody reads more at once.
  public static let mostFindings = 50

  let findings: [Finding]

  /// How many more there are.
  let unlisted: Int

  public init(findings: [Finding]) {
    self.findings = Array(findings.prefix(Self.mostFindings))
    unlisted = max(0, findings.count - Self.mostFindings)
  }
}
