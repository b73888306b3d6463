import CourseModel
import Foundation

/// The values of a lab's variables that the caller's environment gives; secrets are in
/// ``LabSecrets``.
struct LabVariables {
  let values: [String: String]

  /// - Throws: `LabsError` that names every variable that has neither a value nor a default.
  init(of lab: Lab, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    let variables = lab.variables.filter { !$0.isSecret }
    var values: [String: String] = [:]
    for variable in variables { values[variable.name] = environment[variable.name] }
    let missing = variables.filter { values[$0.name] == nil && $0.defaultValue == nil }
    guard missing.isEmpty else {
      let names = missing.map(\.name).joined(separator: ", ")
      throw LabsError(
        .usage, "The lab \(lab.id) needs a value for \(names).",
        hint: missing.map { "export \($0.name)=… (\($0.description.text))" }.joined(separator: "; ")
      )
    }
    self.values = values
  }
}
