import CourseModel

/// Looks for secrets in a file of the course that the site carries along as it is.
struct CarriedFileChecker: Sendable {
  private let gate: LeakGate

  init(course: Course) { gate = LeakGate(allowing: course.notSecret) }

  /// `path` is the file's own, in the course. Nothing is said of what is no text.
  func diagnostics(of bytes: [UInt8], at path: String) -> [Diagnostic] {
    if bytes.prefix(4096).contains(0) { return [] }
    return gate.countedLeaks(in: bytes).map { leak, count in
      leak.diagnostic(at: location(of: leak.range.lowerBound, in: bytes, path), count: count)
    }
  }

  private func location(of offset: Int, in bytes: [UInt8], _ path: String) -> SourceLocation {
    let before = bytes[..<offset]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    return SourceLocation(file: path, line: line, column: column)
  }
}
