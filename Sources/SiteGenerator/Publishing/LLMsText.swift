import CourseModel

/// The course at a glance for language models, as https://llmstxt.org has it: a title, a summary,
/// and a list of the pages.
struct LLMsText {
  let course: Course
  let baseURL: BaseURL?

  static let address = "llms.txt"

  func file(_ groups: [PublishedGroup]) -> SiteFile {
    var text = "# \(line(course.title))\n"
    if !course.description.isEmpty { text += "\n> \(line(course.description))\n" }
    for group in groups where !group.pages.isEmpty {
      text += "\n## \(line(group.title))\n\n"
      for page in group.pages { text += entry(page) }
    }
    return SiteFile(Self.address, text: text)
  }

  private func entry(_ page: PublishedPage) -> String {
    let address =
      baseURL?.address(of: page.address) ?? RelativeAddress.percentEncoded(page.address)
    let words = page.description.isEmpty ? "" : ": \(line(page.description))"
    return "- [\(label(line(page.title)))](\(address))\(words)\n"
  }

  /// Text on one line.
  private func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Text within the brackets of a link.
  private func label(_ text: String) -> String {
    guard text.utf8.contains(where: { "[]\\".utf8.contains($0) }) else { return text }
    return text.map { "[]\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
