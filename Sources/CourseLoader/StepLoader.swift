import CourseModel

/// One step file of a lab.
struct StepLoader {
  let folder: CourseFolder
  let file: String
  let id: Slug
  let secrets: SecretReader
  let findings: Findings

  private static let keys = [
    "title", "timeout", "cost", "only-on-aws", "by-hand", "checks", "hint", "hints", "secrets",
  ]

  /// `nil` when the file is no text.
  func step() -> Step? {
    guard let source = folder.source(file, findings) else { return nil }
    Mojibake.report(in: source, findings)
    let frontMatter = FrontMatter(of: source, findings: findings)
    let fields = fields(frontMatter, of: source)
    let checks = fields.map(checks) ?? []
    let scripts = scripts(
      in: source, below: frontMatter, checks: fields == nil ? nil : checks.map(\.id))
    let named = fields.map { secrets.names($0, scripts: scripts, checks: checks) } ?? []
    return Step(
      id: id, file: file, title: fields?.requiredText("title") ?? readableTitle(of: id.text),
      timeout: fields?.duration("timeout", within: DurationText.timeouts) ?? .seconds(60),
      cost: fields?.sentence("cost"), onlyOnAWS: fields?.sentences("only-on-aws") ?? [],
      isByHand: fields?.truth("by-hand") ?? false, body: source.body(from: frontMatter.bodyLine),
      scripts: scripts,
      checks: checks, hints: fields?.hints() ?? [], secrets: named,
      digest: Digest(of: source.bytes))
  }

  /// `nil` when the front matter is broken: what it lacks is then unknown.
  private func fields(_ frontMatter: FrontMatter, of source: SourceFile) -> Fields? {
    if frontMatter.isBroken { return nil }
    guard let root = frontMatter.root else {
      findings.malformed(
        at: SourceLocation(file: file, line: 1, column: 1), "The step has no front matter.",
        remedy: "Begin the file with “---”, “title: …”, “checks: …” and “---”.")
      return nil
    }
    return Fields(root, of: "a step", known: Self.keys, findings: findings)
  }

  private func checks(_ fields: Fields) -> [Check] {
    let remedy = "Add “checks:” with a list; each check has id, title, run and an expectation."
    guard let node = fields.node("checks"), !node.isNull else {
      if !fields.has("checks"), !fields.lacks("checks") { return [] }
      findings.error(
        at: fields.keyPlace(of: "checks"), "The step has no checks, so nothing proves it.",
        remedy: remedy, rule: .labCheck)
      return []
    }
    guard case .sequence(let nodes) = node.value else {
      fields.mismatch("checks", expects: "a list", remedy: "Begin each check with “- id: …”.")
      return []
    }
    if nodes.isEmpty {
      findings.error(
        at: node.location, "The step has no checks, so nothing proves it.", remedy: remedy,
        rule: .labCheck)
    }
    var ids: [Slug: SourceLocation] = [:]
    return nodes.compactMap { node in
      guard let check = CheckReader(findings: findings).check(node) else { return nil }
      if let first = ids[check.id] {
        findings.error(
          at: check.location,
          "The check “\(check.id)” is there twice; the first is in line \(first.line ?? 0).",
          remedy: "Give one of them another id.", rule: .labCheck)
      }
      ids[check.id] = ids[check.id] ?? check.location
      return check
    }
  }

  /// `checks` are the ids that faults and repairs may name; `nil` when they are unknown.
  private func scripts(
    in source: SourceFile, below frontMatter: FrontMatter, checks: [Slug]?
  ) -> [Script] {
    let blocks = FenceScanner(source, from: frontMatter.bodyLine)
    let fences = blocks.fences
    blocks.reportMistakes(to: findings)
    CodeChecks(source: source, findings: findings, isStep: true).check(fences)
    let reader = ScriptReader(source: source, checks: checks, findings: findings)
    let scripts = fences.compactMap(reader.script)
    findings.shellTexts += scripts.map {
      ShellText(text: $0.source, place: .first($0.location), isRun: true)
    }
    let isComplete = frontMatter.bodyLine <= source.lineCount
    if isComplete, !scripts.contains(where: { $0.role == .run }), !reader.hasBadFence(fences) {
      findings.error(
        at: source.wholeFile, "The step has no script to run.",
        remedy: "Add a fence “```sh run” with the commands that a student types.",
        rule: .labFence)
    }
    return scripts
  }
}

extension Fields {
  /// `hint: …` or `hints: […]`, each of them a text or a list.
  func hints() -> [Sentence] {
    if has("hint"), has("hints") {
      findings.malformed(
        at: keyPlace(of: "hints"), "“hint” and “hints” mean the same, and both are there.",
        remedy: "Put all of them in a list below “hints”.")
    }
    return sentences("hint") + sentences("hints")
  }
}
