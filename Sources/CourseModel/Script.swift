/// Shell text of a step that is run: a fence with a role.
public struct Script: Sendable, Hashable {
  public enum Role: Sendable, Hashable {
    /// The step's script, and its reference solution.
    case run
    /// Prepares what the step takes for granted; runs before ``run``.
    case setup
    /// Takes away what ``run`` made.
    case cleanup
    /// A realistic mistake that the check with this id must catch.
    case fault(check: Slug)
    /// How the mistake that the check with this id caught is put right.
    case repair(check: Slug)
  }

  public let role: Role
  public let source: String
  public let title: String?

  /// Overrides the step's own limit.
  public let timeout: Duration?

  /// The only kind of target that this script is for; `nil` means all.
  public let target: Target.Kind?

  /// Of the first line of ``source``.
  public let location: SourceLocation

  public init(
    role: Role, source: String, title: String? = nil, timeout: Duration? = nil,
    target: Target.Kind? = nil, location: SourceLocation
  ) {
    self.role = role
    self.source = source
    self.title = title
    self.timeout = timeout
    self.target = target
    self.location = location
  }
}
