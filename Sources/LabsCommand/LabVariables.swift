import CourseModel
import Foundation

/// The values of a lab's variables that the caller's environment gives, and the secret ones among
/// all of them.
struct LabVariables {
  let values: [String: String]
  let secrets: [String]

  /// - Throws: `LabsError` that names every variable that has neither a value nor a default.
  init(of lab: Lab, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    var values: [String: String] = [:]
    for variable in lab.variables {
      values[variable.name] = environment[variable.name]
    }
    let missing = lab.variables.filter { values[$0.name] == nil && $0.defaultValue == nil }
    guard missing.isEmpty else {
      let names = missing.map(\.name).joined(separator: ", ")
      throw LabsError(
        .usage, "The lab \(lab.id) needs a value for \(names).",
        hint: missing.map { "export \($0.name)=… (\($0.description))" }.joined(separator: "; "))
    }
    self.values = values
    secrets = lab.variables.filter(\.isSecret).compactMap { values[$0.name] ?? $0.defaultValue }
  }
}
