import CourseModel

/// One folder of `labs/`: `lab.yml` and the steps.
struct LabLoader {
  let folder: CourseFolder

  /// A slug, and the name of a folder that is there.
  let name: String
  let findings: Findings

  private static let keys = [
    "format", "title", "summary", "variables", "tools", "cost", "prerequisites",
  ]

  private var path: String { "labs/\(name)" }
  private var descriptionFile: String { path + "/lab.yml" }

  /// `nil` when there is no lab to speak of; what is half wrong is loaded, and reported.
  func lab() -> Lab? {
    guard let id = Slug(name) else { return nil }
    let entries = folder.entries(of: path, findings)
    guard entries.contains(where: { $0.name == "lab.yml" && $0.kind == .file }) else {
      reportMissingDescription(entries)
      return nil
    }
    guard let source = folder.source(descriptionFile, findings) else { return nil }
    let root = source.yaml(findings)
    if let root, !Format.isReadable(root, of: "lab.yml", findings) { return nil }
    let fields = root.flatMap {
      Fields($0, of: "lab.yml", known: Self.keys, findings: findings)
    }
    fields.map(Format.check)
    let variables = fields.map(variables) ?? []
    let steps = steps(entries, variables: fields == nil ? nil : variables)
    let lab = Lab(
      id: id, title: fields?.requiredText("title") ?? readableTitle(of: name),
      summary: fields?.text("summary") ?? "", variables: variables,
      tools: fields.map(tools) ?? [],
      cost: fields.flatMap { CostReader(findings: findings).cost($0) },
      prerequisites: fields?.sentences("prerequisites") ?? [], steps: steps,
      digest: Digest(
        of: ([Digest(of: source.bytes)] + steps.map(\.digest)).map(\.hexadecimal)
          .joined(separator: "\n")))
    if fields != nil { LabChecks(lab: lab, findings: findings).check() }
    return lab
  }

  private func reportMissingDescription(_ entries: [CourseFolder.Entry]) {
    let near = entries.map(\.name).first { ["lab.yaml", "Lab.yml", "LAB.YML"].contains($0) }
    findings.error(
      at: SourceLocation(file: descriptionFile), "The lab has no lab.yml.",
      remedy: near.map { "Rename \($0) to lab.yml." }
        ?? "Write one with “format: 1” and “title: …”, or remove the folder.", rule: .labStructure)
  }

  private func steps(_ entries: [CourseFolder.Entry], variables: [Variable]?) -> [Step] {
    let secrets = SecretReader(variables: variables, findings: findings)
    var files: [Slug: String] = [:]
    var steps: [Step] = []
    var hasStepFiles = false
    for entry in entries where entry.kind == .file {
      let file = path + "/" + entry.name
      guard isMarkdown(entry.name, at: file, findings) else { continue }
      hasStepFiles = true
      guard let id = stepID(entry.name, file) else { continue }
      if let other = files[id] {
        findings.error(
          at: SourceLocation(file: file), "The step “\(id)” is there twice; the other is \(other).",
          remedy: "Give one of them another name behind its number.", rule: .labStructure)
      }
      files[id] = files[id] ?? file
      let loader = StepLoader(
        folder: folder, file: file, id: id, secrets: secrets, findings: findings)
      if let step = loader.step() { steps.append(step) }
    }
    if !hasStepFiles {
      findings.error(
        at: SourceLocation(file: descriptionFile), "The lab has no steps.",
        remedy: "Write the first one in 01-name.md beside lab.yml.", rule: .labStructure)
    }
    return steps
  }

  /// `log-group` of `03-log-group.md`.
  private func stepID(_ name: String, _ file: String) -> Slug? {
    let stem = name.removingSuffix(".md")
    let number = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem.dropFirst(number.count)
    let place = SourceLocation(file: file)
    if !number.isEmpty, rest.hasPrefix("-"), let id = Slug(String(rest.dropFirst())) { return id }
    let nearest = Slug(slugifying: String(rest))
    if number.isEmpty, let nearest {
      findings.error(
        at: place, "“\(name.quotable)” has no number, so its place among the steps is unknown.",
        remedy: "Try: 01-\(nearest).md. What is no step goes into a folder of its own.",
        rule: .labStructure)
    } else {
      findings.error(
        at: place,
        "“\(name.quotable)” is no name for a step: a number, a hyphen, then lowercase "
          + "letters, digits and single hyphens make one.",
        remedy: nearest.map { "Try: \(number)-\($0).md." } ?? "Rename the file.",
        rule: .labStructure)
    }
    return nil
  }

  private func variables(_ fields: Fields) -> [Variable] {
    guard let node = fields.node("variables"), !node.isNull else { return [] }
    guard case .mapping(let entries) = node.value else {
      fields.mismatch(
        "variables", expects: "names and their defaults", remedy: "Write “NAME: default” lines.")
      return []
    }
    return entries.compactMap { VariableReader(findings: findings).variable($0) }
  }

  private func tools(_ fields: Fields) -> [Tool] {
    guard let node = fields.node("tools"), !node.isNull else { return [] }
    guard case .sequence(let nodes) = node.value else {
      fields.mismatch(
        "tools", expects: "a list",
        remedy: "Write “- command: …” and “install: …” for each tool.")
      return []
    }
    return nodes.compactMap { ToolReader(findings: findings).tool($0) }
  }
}
