import CourseModel

/// Tells the fences of a step that run from those that are only shown.
struct ScriptReader {
  let source: SourceFile

  /// The ids that faults and repairs may name; `nil` when they are unknown.
  let checks: [Slug]?
  let findings: Findings

  static let shells = ["sh", "bash"]
  static let plainRoles = ["run", "setup", "cleanup"]
  static let checkRoles = ["fault", "repair"]
  static let roles = plainRoles + checkRoles
  static let attributes = ["title", "timeout", "target"]

  /// How the site shows a block; any fence may have them.
  static let looks = ["showLineNumbers", "start", "ins", "del", "tab"]

  /// `nil` for prose, and for what is wrong, which is then among the findings.
  func script(_ fence: Fence) -> Script? {
    let info = FenceInfo(fence)
    if let word = info.words.first(where: \.isUnclosed) {
      report(word, "The quote in this word is never closed.", "Close it with the same quote.")
      return nil
    }
    guard Self.shells.contains(info.language) else {
      checkOther(info, fence)
      return nil
    }
    let roles = info.words.filter(isRole)
    guard let word = roles.first else {
      checkProse(info)
      return nil
    }
    if roles.count > 1 {
      report(
        roles[1], "The fence has two roles: \(word.written) and \(roles[1].written).",
        "Make a fence of each.")
    }
    let role = role(word)
    let attributes = attributes(info.words.filter { !isRole($0) && !isLook($0) })
    if fence.isClosed, fence.source.allSatisfy(\.isWhitespace) {
      findings.error(
        at: source.location(at: fence.offset), "The script is empty.",
        remedy: "Write its commands.", rule: .labFence)
    }
    guard let role, roles.count == 1 else { return nil }
    return Script(
      role: role, source: fence.source, title: attributes.title, timeout: attributes.timeout,
      target: attributes.target,
      location: SourceLocation(file: source.path, line: fence.line + 1))
  }

  /// Whether a fence looks like a script but is none, so that a missing script is explained.
  func hasBadFence(_ fences: [Fence]) -> Bool {
    fences.contains { fence in
      let info = FenceInfo(fence)
      return Self.plainRoles.contains(info.language) || info.words.contains(where: \.isUnclosed)
        || info.words.contains { isRole($0) && $0.name == "run" }
        || Self.shells.contains(info.language)
          && info.words.contains { word in
            word.value == nil && !isRole(word) && !isLook(word)
          }
    }
  }

  func isRole(_ word: FenceInfo.Word) -> Bool {
    Self.roles.contains(word.name)
  }

  /// Lines in braces, and ``looks``.
  func isLook(_ word: FenceInfo.Word) -> Bool {
    word.name.hasPrefix("{") || Self.looks.contains(word.name)
  }

  func report(_ word: FenceInfo.Word, _ message: String, _ remedy: String) {
    findings.error(at: source.location(at: word.offset), message, remedy: remedy, rule: .labFence)
  }
}

// MARK: - Roles

extension ScriptReader {
  private func role(_ word: FenceInfo.Word) -> Script.Role? {
    if Self.plainRoles.contains(word.name) {
      guard word.value == nil else {
        report(word, "The role “\(word.name)” takes no value.", "Write “\(word.name)” alone.")
        return nil
      }
      return word.name == "run" ? .run : word.name == "setup" ? .setup : .cleanup
    }
    guard let id = checkID(word) else { return nil }
    return word.name == "fault" ? .fault(check: id) : .repair(check: id)
  }

  private func checkID(_ word: FenceInfo.Word) -> Slug? {
    guard let value = word.value, !value.isEmpty else {
      report(
        word, "The role “\(word.name)” does not say which check it is for.",
        "Write “\(word.name)=” and the id of a check.")
      return nil
    }
    if let checks, !checks.contains(where: { $0.text == value }) {
      report(
        word, "There is no check “\(value.quotable)” in this step.",
        suggestion(for: value, among: checks.map(\.text), called: "checks"))
      return nil
    }
    return Slug(value)
  }
}

extension FenceInfo.Word {
  /// Without quotes.
  var written: String { value.map { "\(name)=\($0)".quotable } ?? name.quotable }
}
