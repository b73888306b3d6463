public import CourseModel

extension Check {
  /// More concrete with each failure: the first hint after none, the last when there are no more.
  func hint(after failures: Int) -> String? {
    hints.isEmpty ? nil : hints[min(failures, hints.count - 1)].text
  }
}

extension Step {
  /// What the student can ask for: the step's own hints, then those of its checks.
  public var allHints: [String] {
    (hints + checks.flatMap(\.hints)).map(\.text)
  }

  /// The next hint when this many were shown before; the last one again when there are no more.
  /// `nil` when there is none at all.
  public func hint(after used: Int) -> (text: String, number: Int)? {
    let hints = allHints
    guard !hints.isEmpty else { return nil }
    let index = min(used, hints.count - 1)
    return (hints[index], index + 1)
  }
}
