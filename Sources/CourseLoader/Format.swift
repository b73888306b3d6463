import CourseModel

/// The version of the format that `course.yml` and `lab.yml` are written in.
enum Format {
  /// The newest, and so far the only one.
  static let current = 1

  /// Whether the rest can be understood: of a newer format nothing else is said.
  static func isReadable(_ root: YAMLNode, of owner: String, _ findings: Findings) -> Bool {
    guard case .mapping(let entries) = root.value,
      let node = entries.first(where: { $0.key == "format" })?.node,
      case .number(let format) = node.json, format > Double(current)
    else { return true }
    findings.malformed(
      at: node.location,
      "\(owner) is written in format \(node.text ?? ""); this program reads format \(current).",
      remedy: "Update the program.")
    return false
  }

  /// Reports a format that is missing or was never there.
  static func check(_ fields: Fields) {
    fields.require("format", remedy: "Add “format: \(current)”.")
    if let format = fields.wholeNumber("format"), format != current {
      fields.mismatch("format", expects: "\(current)", remedy: "Write “format: \(current)”.")
    }
  }
}
