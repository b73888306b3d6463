public import CourseModel

/// What a build made, and what it has to say.
public struct BuildReport: Sendable {
  public let pages: Int

  /// The addresses of those that were rendered anew, in reading order.
  public let rendered: [String]

  /// Of all files of the site.
  public let bytes: Int

  /// Sorted, without duplicates.
  public let diagnostics: [Diagnostic]

  /// What the instructor should know, and what is no mistake: why pages show no day.
  public let remarks: [String]
  public var duration: Duration

  /// Whether nothing was found that stops a publication.
  public let isSound: Bool

  /// `false` when an error kept the site as it was, or when nothing was to be written.
  public let isPublished: Bool

  public init(
    pages: Int, rendered: [String], bytes: Int, diagnostics: [Diagnostic], remarks: [String],
    duration: Duration, isSound: Bool, isPublished: Bool
  ) {
    self.pages = pages
    self.rendered = rendered
    self.bytes = bytes
    self.diagnostics = diagnostics
    self.remarks = remarks
    self.duration = duration
    self.isSound = isSound
    self.isPublished = isPublished
  }
}
