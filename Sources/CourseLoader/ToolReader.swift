import CourseModel

/// One entry of `tools`:
///
///     - command: [docker, buildah, skopeo]   # or a single one; one of them is enough
///       install: With your system's packages.
struct ToolReader {
  let findings: Findings

  func tool(_ node: YAMLNode) -> Tool? {
    guard
      let fields = Fields(node, of: "a tool", known: ["command", "install"], findings: findings)
    else { return nil }
    fields.require("command", remedy: "Add “command: …”.")
    let commands = fields.placedTexts("command").filter(isCommand).map(\.text)
    fields.require("install", remedy: "Add “install: …”.")
    let install = fields.sentence("install")
    return commands.isEmpty ? nil : Tool(commands: commands, install: install ?? "")
  }

  private func isCommand(_ text: String, at location: SourceLocation) -> Bool {
    let isName = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+".contains($0))
    }
    if !isName || text.hasPrefix("-") {
      findings.malformed(
        at: location, "“\(text.quotable)” is no command: its name alone is looked for on the PATH.",
        remedy: "Write the name of one program, or a list of names.")
      return false
    }
    return true
  }
}
