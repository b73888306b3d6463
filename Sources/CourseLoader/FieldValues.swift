import CourseModel

// The types that a value can have. Each is `nil` when the key is not there or does not fit.
extension Fields {
  /// Text that is not blank, without white space at its ends.
  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.text?.trimmed, !text.isEmpty else {
      mismatch(key, expects: "text", remedy: "Write some, or remove the key.")
      return nil
    }
    return text
  }

  func requiredText(_ key: String) -> String? {
    require(key, remedy: "Add “\(key): …”.")
    return text(key)
  }

  /// ``text(_:)`` with its place.
  func sentence(_ key: String) -> Sentence? {
    text(key).map { Sentence($0, at: node(key)?.location) }
  }

  /// Texts from a list, or from a single text.
  func texts(_ key: String) -> [String] { placedTexts(key).map(\.text) }

  func sentences(_ key: String) -> [Sentence] {
    placedTexts(key).map { Sentence($0.text, at: $0.location) }
  }

  func placedTexts(_ key: String) -> [(text: String, location: SourceLocation)] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let nodes) = node.value else {
      guard let text = node.text?.trimmed, !text.isEmpty else {
        mismatch(key, expects: "text or a list of texts")
        return []
      }
      return [(text, node.location)]
    }
    return nodes.compactMap { node in
      guard let text = node.text?.trimmed, !text.isEmpty else {
        findings.malformed(
          at: node.location, "“\(key)” expects a list of texts, found \(node.found) in it.",
          remedy: "Put it in quotes if it is text.")
        return nil
      }
      return (text, node.location)
    }
  }

  func wholeNumber(_ key: String) -> Int? {
    guard let node = node(key) else { return nil }
    guard case .number(let number) = node.json, let whole = Int(exactly: number) else {
      mismatch(key, expects: "a whole number", remedy: "Write, for example, “\(key): 1”.")
      return nil
    }
    return whole
  }

  func truth(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    guard case .bool(let truth) = node.json else {
      mismatch(key, expects: "true or false", remedy: "Write “\(key): true” or “\(key): false”.")
      return nil
    }
    return truth
  }

  /// A length of time within `limits`.
  func duration(_ key: String, within limits: ClosedRange<Duration>) -> Duration? {
    guard let node = node(key) else { return nil }
    do {
      return try DurationText(node.text ?? "").duration(within: limits)
    } catch {
      mismatch(key, expects: error.expected, remedy: error.remedy)
      return nil
    }
  }

  /// A day of the calendar, `YYYY-MM-DD`.
  func date(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.text, isCalendarDay(text) else {
      mismatch(key, expects: "a day", remedy: "Write it as year-month-day, for example 2026-01-31.")
      return nil
    }
    return text
  }

  /// An address on the web that can be continued with a path, without slashes at its end.
  func webAddress(_ key: String) -> String? {
    guard var text = text(key) else { return nil }
    while text.hasSuffix("/") { text.removeLast() }
    let host = ["https://", "http://"].lazy.compactMap { text.removingPrefix($0) }.first
    guard let host, !host.isEmpty,
      !host.contains(where: { $0.isWhitespace || "\"<>\\?#@".contains($0) })
    else {
      mismatch(
        key, expects: "an address",
        remedy: "Write it in full, for example https://example.com/course.")
      return nil
    }
    return text
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }

  func removingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
