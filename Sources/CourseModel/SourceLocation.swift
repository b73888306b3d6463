/// A place in a file of the course.
public struct SourceLocation: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// Relative to the course's root, with `/` between its parts: `labs/week6/03-log-group.md`.
  public let file: String

  /// Counted from 1; `nil` when the whole file is meant.
  public let line: Int?

  /// Counted from 1, in characters; `nil` when the whole line is meant.
  public let column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, as compilers and editors write it.
  public var description: String {
    [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
  }

  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}
