/// A command that changes nothing and proves one thing.
public struct Check: Sendable, Hashable, Identifiable {
  /// Unique within the step.
  public let id: Slug

  /// What is true when it passes, as a sentence.
  public let title: String

  /// Run by `bash -euo pipefail`.
  public let command: String
  public let expectation: Expectation

  /// How long a failing check is tried again; zero means once.
  public let retry: Duration

  /// Wall-clock limit of one try.
  public let timeout: Duration

  /// Shown when it fails, one more with each attempt.
  public let hints: [Sentence]

  /// Of the check's first line in the front matter.
  public let location: SourceLocation

  public init(
    id: Slug, title: String, command: String, expectation: Expectation, retry: Duration = .zero,
    timeout: Duration = .seconds(30), hints: [Sentence] = [], location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.command = command
    self.expectation = expectation
    self.retry = retry
    self.timeout = timeout
    self.hints = hints
    self.location = location
  }
}
