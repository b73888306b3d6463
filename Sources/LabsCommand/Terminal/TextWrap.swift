extension String {
  /// The words of this text in lines of at most `width` characters, each behind `indent`; a word
  /// that is longer than a line stays whole, so that it can be copied.
  func wrapped(to width: Int, indent: String = "", hanging: String? = nil) -> String {
    var lines: [String] = []
    var line = indent
    var isEmpty = true
    for word in split(whereSeparator: \.isWhitespace) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = hanging ?? indent
        isEmpty = true
      }
      if !isEmpty { line += " " }
      line += word
      isEmpty = false
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }

  /// Every line of this text behind `indent`.
  func indented(by indent: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : indent + $0 }
      .joined(separator: "\n")
  }
}
