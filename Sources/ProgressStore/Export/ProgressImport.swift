public import CourseModel

/// What an import came to.
public struct ProgressImport: Sendable, Hashable {
  /// Attempts that were not there before.
  public let added: Int
  public let known: Int

  /// In name order.
  public let labs: [Slug]

  public init(added: Int, known: Int, labs: [Slug]) {
    self.added = added
    self.known = known
    self.labs = labs
  }
}
