import CourseModel

/// Fences that are only shown, and what may have been meant to be run.
extension ScriptReader {
  /// A shell fence without a role. What is for the site, and attributes that are nothing like ours,
  /// are left to it.
  func checkProse(_ info: FenceInfo) {
    for word in info.words where !isLook(word) {
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
  func checkOther(_ info: FenceInfo, _ fence: Fence) {
    let place = source.location(at: fence.infoOffset)
    if Self.plainRoles.contains(info.language) {
      findings.error(
        at: place, "The fence's language is missing.",
        remedy: "Write “sh \(info.language)”.", rule: .labFence)
    } else if let role = info.words.first(where: isRole) {
      let language = info.language.isEmpty ? "without a language" : "of “\(info.language.quotable)”"
      findings.error(
        at: place, "A fence \(language) cannot have the role “\(role.name)”: only sh is run.",
        remedy: "Write “sh \(role.written)”.", rule: .labFence)
    }
  }
}
