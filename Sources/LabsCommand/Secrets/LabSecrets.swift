import CourseModel
import Foundation

/// The secret variables of a lab: their values for the steps at hand, and what is to be masked.
///
/// A value comes from the file that `--secrets` names, else from the caller's environment, else from
/// the lab's default, else from the terminal. On a real account the terminal is asked before a
/// default is taken, because that is a placeholder.
struct LabSecrets {
  /// By name; only of those that the steps at hand name.
  let values: [String: String]

  /// Every value that is known of any secret of the lab.
  let masked: [String]

  struct Sources {
    var file: SecretsFile?
    var environment = ProcessInfo.processInfo.environment

    /// `nil` when there is nobody to ask.
    var prompt: HiddenPrompt?
    var prefersAskingToDefaults = false
  }

  /// - Parameter scripts: The role of those that will run, where it is one: a step's cleanup seldom
  ///   uses the step's secrets, and nobody is to be kept from cleaning up.
  /// - Throws: `LabsError` that names every secret that has no value; a name in the file that is
  ///   almost that of a secret.
  init(
    of lab: Lab, for steps: [Step], scripts: Script.Role? = nil, from sources: Sources
  ) async throws {
    let secrets = lab.variables.filter(\.isSecret)
    try sources.file?.rejectMisspelled(secrets.map(\.name))
    let named = Set(steps.flatMap(\.secrets))
    let needed = scripts.map { role in named.intersection(steps.variables(in: role)) } ?? named
    var known: [String: String] = [:]
    var missing: [Variable] = []
    for secret in secrets {
      known[secret.name] = sources.given(secret.name)
      guard known[secret.name] == nil, needed.contains(secret.name) else { continue }
      if secret.defaultValue == nil || sources.prefersAskingToDefaults { missing.append(secret) }
    }
    if let prompt = sources.prompt {
      for secret in missing { known[secret.name] = try await prompt.ask(for: secret) }
    } else {
      try Self.refuse(missing.filter { $0.defaultValue == nil }, lab)
    }
    values = known.filter { named.contains($0.key) }
    try Self.refuseShort(values)
    masked = Array(known.values) + secrets.compactMap(\.defaultValue)
  }

  /// What is that short could not be masked: it may be a part of any word.
  private static func refuseShort(_ values: [String: String]) throws {
    guard let name = values.keys.sorted().first(where: { values[$0, default: ""].utf8.count < 4 })
    else { return }
    throw LabsError(
      .usage, "The value of \(name) is shorter than four letters, so it could not be masked.",
      hint: "Choose a longer secret.")
  }

  private static func refuse(_ missing: [Variable], _ lab: Lab) throws {
    guard !missing.isEmpty else { return }
    let names = missing.map(\.name).joined(separator: ", ")
    throw LabsError(
      .credentialsNeeded,
      "The lab \(lab.id) needs the \(missing.count == 1 ? "secret" : "secrets") \(names).",
      hint: "Run it on a terminal, which asks; or give a file that only you can read: "
        + "--secrets FILE, with NAME=value lines; or set environment variables of these names.")
  }
}

extension LabSecrets.Sources {
  /// An empty value is none.
  fileprivate func given(_ name: String) -> String? {
    [file?.values[name], environment[name]].compactMap(\.self).first { !$0.isEmpty }
  }
}

extension SecretsFile {
  /// What another lab needs may be in the file too.
  fileprivate func rejectMisspelled(_ names: [String]) throws {
    for name in values.keys.sorted() where !names.contains(name) {
      guard let nearest = names.nearest(to: name), values[nearest] == nil else { continue }
      throw LabsError(
        .usage, "“\(path)” gives a value for \(name), which is no secret of this lab.",
        hint: "Try: \(nearest).")
    }
  }
}

extension [Step] {
  /// The names of those that the scripts of this role use.
  fileprivate func variables(in role: Script.Role) -> Set<String> {
    let scripts = flatMap(\.scripts).filter { $0.role == role }
    return Set(scripts.flatMap { ShellVariableUse.all(in: $0.source) }.map(\.name))
  }
}
