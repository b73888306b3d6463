/// What one check found.
public struct CheckResult: Sendable, Hashable, Identifiable {
  public enum Verdict: String, Sendable, Hashable, Codable {
    case passed
    case failed
    /// It could not be carried out, which says nothing about the student's work.
    case uncheckable
  }

  /// The check's id.
  public let id: Slug
  public let title: String
  public let verdict: Verdict

  /// In words, as ``Expectation`` describes itself.
  public let expected: String

  /// What the command printed instead, shortened and without secrets.
  public let found: String

  /// How to look for oneself.
  public let command: String

  /// What to try; `nil` when it passed or when there is no hint.
  public let hint: String?
  public let duration: Duration

  public init(
    id: Slug, title: String, verdict: Verdict, expected: String, found: String, command: String,
    hint: String? = nil, duration: Duration
  ) {
    self.id = id
    self.title = title
    self.verdict = verdict
    self.expected = expected
    self.found = found
    self.command = command
    self.hint = hint
    self.duration = duration
  }
}
