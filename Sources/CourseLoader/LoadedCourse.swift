public import CourseModel

/// A course and what is wrong with it.
public struct LoadedCourse: Sendable {
  /// As far as it could be read. Publish and run nothing of it while it ``hasErrors``.
  public let course: Course

  /// By file, line and column.
  public let diagnostics: [Diagnostic]

  /// For the next load.
  public let shelf: NoteShelf

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A lab and what is wrong with it.
public struct LoadedLab: Sendable {
  /// `nil` when any of the diagnostics is an error.
  public let lab: Lab?

  /// By file, line and column.
  public let diagnostics: [Diagnostic]
}
