import CourseModel

/// `title=`, `timeout=` and `target=` of a fence that runs.
extension ScriptReader {
  func attributes(
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

  func reportUnknown(_ word: FenceInfo.Word) {
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
