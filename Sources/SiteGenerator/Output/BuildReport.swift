public import CourseModel

/// What a build made, and what it has to say.
public struct BuildReport: Sendable {
  public let pages: Int

  /// Of all files of the site.
  public let bytes: Int

  /// Sorted, without duplicates.
  public let diagnostics: [Diagnostic]

  /// What the instructor should know, and what is no mistake: why pages show no day.
  public let remarks: [String]
  public let duration: Duration

  /// `false` when an error kept the site as it was, or when nothing was to be written.
  public let isPublished: Bool

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
