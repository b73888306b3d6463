/// A passed lab that was broken on purpose, for the student to find out and put right.
public struct Drill: Sendable, Hashable, Identifiable {
  /// `nil` until it is recorded.
  public let id: Int64?
  public let lab: Slug
  public let target: Target

  /// Where the fault is. Not shown before it is mended.
  public let step: Slug
  public let check: Slug
  public let title: String

  /// The same seed breaks the same version of the lab in the same way.
  public let seed: UInt64
  public let startedAt: Timestamp

  /// `nil` while it is open.
  public let mendedAt: Timestamp?

  public init(
    id: Int64? = nil, lab: Slug, target: Target, step: Slug, check: Slug, title: String,
    seed: UInt64, startedAt: Timestamp, mendedAt: Timestamp? = nil
  ) {
    self.id = id
    self.lab = lab
    self.target = target
    self.step = step
    self.check = check
    self.title = title
    self.seed = seed
    self.startedAt = startedAt
    self.mendedAt = mendedAt
  }
}
