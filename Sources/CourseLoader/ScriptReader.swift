import CourseModel

/// Tells the fences of a step that run from those that are only shown.
struct ScriptReader {
  let source: SourceFile

  /// The ids that faults and repairs may name; `nil` when they are unknown.
  let checks: [Slug]?
  let findings: Findings

  private static let shells = ["sh", "bash"]
  private static let plainRoles = ["run", "setup", "cleanup"]
  private static let checkRoles = ["fault", "repair"]
  private static let attributes = ["title", "timeout", "target"]

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
    let attributes = attributes(info.words.filter { !isRole($0) })
    if fence.isClosed, fence.source.allSatisfy(\.isWhitespace) {
      findings.error(
        at: source.location(at: fence.offset), "The script is empty.", remedy: "Write its commands."
      )
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
            word.value == nil && !word.name.hasPrefix("{")
          }
    }
  }

  private func isRole(_ word: FenceInfo.Word) -> Bool {
    Self.plainRoles.contains(word.name) || Self.checkRoles.contains(word.name)
  }

  private func report(_ word: FenceInfo.Word, _ message: String, _ remedy: String) {
    findings.error(at: source.location(at: word.offset), message, remedy: remedy)
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

// MARK: - Attributes

extension ScriptReader {
  private func attributes(
    _ words: [FenceInfo.Word]
  ) -> (title: String?, timeout: Duration?, target: Target.Kind?) {
    var result: (title: String?, timeout: Duration?, target: Target.Kind?)
    var seen: Set<String> = []
    for word in words {
      if !seen.insert(word.name).inserted {
        report(word, "“\(word.name.quotable)” is there twice.", "Remove one of them.")
      }
      switch (word.name, word.value) {
      case ("title", let value?): result.title = value
      case ("timeout", let value?): result.timeout = timeout(value, word)
      case ("target", let value?): result.target = target(value, word)
      default: reportUnknown(word)
      }
    }
    return result
  }

  private func timeout(_ value: String, _ word: FenceInfo.Word) -> Duration? {
    do {
      return try DurationText(value).duration(within: DurationText.timeouts)
    } catch {
      report(
        word, "“timeout” expects \(error.expected), found “\(value.quotable)”.", error.remedy)
      return nil
    }
  }

  private func target(_ value: String, _ word: FenceInfo.Word) -> Target.Kind? {
    if let kind = Target.Kind(rawValue: value) { return kind }
    report(
      word, "There is no target “\(value.quotable)”.",
      suggestion(for: value, among: Target.Kind.allCases.map(\.rawValue), called: "targets"))
    return nil
  }

  private func reportUnknown(_ word: FenceInfo.Word) {
    if Self.attributes.contains(word.name) {
      report(
        word, "“\(word.name)” has no value.", "Write “\(word.name)=…”, in quotes if it has spaces.")
    } else if word.value == nil {
      let roles = Self.plainRoles + Self.checkRoles.map { $0 + "=" }
      report(
        word, "There is no fence role “\(word.name.quotable)”.",
        suggestion(for: word.name, among: roles, called: "roles"))
    } else {
      report(
        word, "There is no fence attribute “\(word.name.quotable)”.",
        suggestion(
          for: word.name, among: Self.attributes + Self.checkRoles, called: "attributes"))
    }
  }
}

// MARK: - Fences that are only shown

extension ScriptReader {
  /// A shell fence without a role. Words that begin with “{” and attributes that are nothing like
  /// ours belong to the site.
  private func checkProse(_ info: FenceInfo) {
    for word in info.words where !word.name.hasPrefix("{") {
      if ["timeout", "target"].contains(word.name) {
        report(
          word, "“\(word.name)” is for scripts, and this fence has no role.",
          suggestion(for: "", among: Self.plainRoles, called: "roles"))
      } else if word.value == nil {
        reportUnknown(word)
      } else if word.name != "title",
        (Self.attributes + Self.checkRoles).nearest(to: word.name) != nil
      {
        reportUnknown(word)
      }
    }
  }

  /// A fence of another language is never run; that somebody meant it to be is worth a word.
  private func checkOther(_ info: FenceInfo, _ fence: Fence) {
    let place = source.location(at: fence.infoOffset)
    if Self.plainRoles.contains(info.language) {
      findings.error(
        at: place, "The fence's language is missing.",
        remedy: "Write “sh \(info.language)”.")
    } else if let role = info.words.first(where: isRole) {
      let language = info.language.isEmpty ? "without a language" : "of “\(info.language.quotable)”"
      findings.error(
        at: place, "A fence \(language) cannot have the role “\(role.name)”: only sh is run.",
        remedy: "Write “sh \(role.written)”.")
    }
  }
}

extension FenceInfo.Word {
  /// Without quotes.
  var written: String { value.map { "\(name)=\($0)".quotable } ?? name.quotable }
}
