import CourseModel

/// The version of the format that `course.yml` and `lab.yml` are written in.
enum Format {
  /// The newest, and so far the only one.
  static let current = 1

  /// Whether the rest can be understood. A format that is missing is reported, and read as the
  /// current one; of a newer one nothing else is said.
  static func isReadable(_ fields: Fields) -> Bool {
    guard fields.has("format") else {
      fields.missing("format", remedy: "Add “format: \(current)”.")
      return true
    }
    guard let format = fields.wholeNumber("format") else { return true }
    if format > current {
      fields.findings.error(
        at: fields.place(of: "format"),
        "\(fields.owner.capitalizedFirst) is written in format \(format); "
          + "this program reads format \(current).",
        remedy: "Update the program.")
      return false
    }
    if format < 1 {
      fields.mismatch("format", expects: "1", remedy: "Write “format: \(current)”.")
    }
    return true
  }
}
