import CourseModel

/// The secrets that a step names, held against those that the lab declares and that the step uses.
struct SecretReader {
  /// Of the lab; `nil` when they are unknown.
  let variables: [Variable]?
  let findings: Findings

  private var declared: [String]? { variables?.filter(\.isSecret).map(\.name) }

  /// `secrets: [NAME, …]` of a step's front matter, without those that there are not.
  func names(_ fields: Fields, scripts: [Script], checks: [Check]) -> [String] {
    let placed = fields.placedTexts("secrets")
    guard let declared else { return [] }
    var names: [String] = []
    var meant: Set<String> = []
    for (name, location) in placed where !names.contains(name) {
      if declared.contains(name) {
        names.append(name)
      } else {
        report(name, at: location, declared)
        if let nearest = declared.nearest(to: name) { meant.insert(nearest) }
      }
    }
    let withheld = Set(declared).subtracting(names).subtracting(meant)
    for use in uses(of: withheld, in: scripts, checks) { findings.add(use) }
    return names
  }

  private func report(_ name: String, at location: SourceLocation, _ declared: [String]) {
    if variables?.contains(where: { $0.name == name }) == true {
      findings.malformed(
        at: location, "The variable “\(name)” is no secret, so every step gets it.",
        remedy: "Remove it here, or write “secret: true” below it in lab.yml.")
    } else {
      let suggestion = suggestion(for: name, among: declared, called: "secrets")
      findings.malformed(
        at: location, "The lab declares no secret “\(name.quotable)”.",
        remedy: suggestion.isEmpty
          ? "Declare it below “variables” in lab.yml, with “secret: true”." : suggestion)
    }
  }

  /// Each secret once for each script and check that would find nothing in it.
  private func uses(
    of withheld: Set<String>, in scripts: [Script], _ checks: [Check]
  ) -> [Diagnostic] {
    guard !withheld.isEmpty else { return [] }
    let inScripts = scripts.flatMap { script in
      first(of: withheld, in: script.source).map { use in
        let line = (script.location.line ?? 1) + use.line - 1
        return complaint(
          "The script", use.name, at: SourceLocation(file: script.location.file, line: line),
          rule: .labFence)
      }
    }
    let inChecks = checks.flatMap { check in
      first(of: withheld, in: check.command).map {
        complaint("The check “\(check.id)”", $0.name, at: check.location, rule: .labCheck)
      }
    }
    return inScripts + inChecks
  }

  private func first(of names: Set<String>, in text: String) -> [ShellVariableUse] {
    var seen: Set<String> = []
    return ShellVariableUse.all(in: text).filter {
      names.contains($0.name) && seen.insert($0.name).inserted
    }
  }

  private func complaint(
    _ who: String, _ name: String, at location: SourceLocation, rule: Diagnostic.Rule
  ) -> Diagnostic {
    Diagnostic(
      .error, at: location,
      "\(who) uses the secret “\(name)”, which this step does not name, so it is not given.",
      remedy: "Add it to the step's front matter: “secrets: [\(name)]”.", rule: rule)
  }
}
