import CourseModel

/// One Markdown file of `content/`.
struct NoteLoader {
  static let keys = [
    "title", "description", "order", "tags", "aliases", "draft", "search", "date",
    "updated",
  ]

  let findings: Findings

  /// `path` is the note's own address, `version` that of its file.
  func note(in source: SourceFile, path: String, version: UInt64) -> Note {
    Mojibake.report(in: source, findings)
    let frontMatter = FrontMatter(of: source, findings: findings)
    let fields = fields(frontMatter, of: source)
    let blocks = FenceScanner(source, from: frontMatter.bodyLine)
    blocks.reportMistakes(to: findings)
    if fields.text("title") == nil { checkTitle(blocks, of: source) }
    CodeChecks(source: source, findings: findings).check(blocks.fences)

    checkDates(fields)
    return Note(
      file: source.path, path: path,
      title: fields.text("title") ?? blocks.firstHeading?.withoutMarkdown.nonEmpty
        ?? readableTitle(of: path),
      description: fields.text("description") ?? "", order: fields.wholeNumber("order"),
      tags: fields.texts("tags"), aliases: aliases(fields),
      isDraft: fields.truth("draft") ?? false, isSearched: fields.truth("search") ?? true,
      date: fields.date("date"),
      updated: fields.date("updated"), body: source.body(from: frontMatter.bodyLine),
      version: version)
  }

  /// On GitHub `<h1 align="center">` is a title like any other; here a page has its own.
  private func checkTitle(_ blocks: FenceScanner, of source: SourceFile) {
    guard blocks.firstHeading == nil, let offset = blocks.htmlTitle else { return }
    findings.warning(
      at: source.location(at: offset),
      "A heading of HTML gives the page no title, so it is named after its file.",
      remedy: "Write “# ” and the title instead, or “title:” in front matter.", rule: .heading)
  }

  private func fields(_ frontMatter: FrontMatter, of source: SourceFile) -> Fields {
    let owner = "the front matter of a note"
    let read = frontMatter.root.flatMap {
      Fields($0, of: owner, known: Self.keys, findings: findings)
    }
    return read ?? Fields(of: owner, at: source.wholeFile, known: Self.keys, findings: findings)
  }

  /// Addresses relative to the site's root, without slashes around them and without `.html`.
  private func aliases(_ fields: Fields) -> [Alias] {
    fields.placedTexts("aliases").compactMap { text, location in
      let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
      let address = parts.joined(separator: "/").removingSuffix(".html")
      let isAddress =
        !address.isEmpty && !parts.contains("..") && !parts.contains(".")
        && !address.contains { $0.isWhitespace || "\\:?#%\"<>".contains($0) }
      guard isAddress else {
        findings.malformed(
          at: location, "“\(text.quotable)” is no address within the site.",
          remedy: "Write it from the site's root, for example week6/costs.")
        return nil
      }
      return Alias(address: address, location: location)
    }
  }

  private func checkDates(_ fields: Fields) {
    guard let date = fields.node("date")?.text, let updated = fields.node("updated")?.text,
      isCalendarDay(date), isCalendarDay(updated), updated < date
    else { return }
    findings.warning(
      at: fields.place(of: "updated"), "“updated” (\(updated)) is before “date” (\(date)).",
      remedy: "Correct one of them.", rule: .frontMatter)
  }
}

extension SourceFile {
  /// The text from a line to the end of the file.
  func body(from line: Int) -> Markdown {
    let start = line <= lineCount ? lineStarts[line - 1] : bytes.count
    return Markdown(text(start..<bytes.count), firstLine: line)
  }
}

/// A title made of an address: `Getting started` of `week6/getting-started`.
func readableTitle(of path: String) -> String {
  let parts = path.split(separator: "/").filter { $0 != "index" }
  let name = parts.last ?? "Home"
  return name.split { "-_".contains($0) }.joined(separator: " ").capitalizedFirst
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }

  func removingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
