import CourseModel

/// The names in a template's tags, held against those that the generator gives to templates.
///
/// Mustache shows nothing for a name that it does not know, and says nothing: a typing error would
/// take the title off every page.
enum TemplateNames {
  /// A name as it stands in a tag, such as `previous.title`.
  struct Tag: Equatable {
    let name: String

    /// Both counted from 1; the column is that of the tag's `{{`.
    let line: Int
    let column: Int
  }

  static func diagnostics(in template: String, file: String) -> [Diagnostic] {
    tags(in: template).compactMap { tag in
      guard let unknown = unknownPart(of: tag.name) else { return nil }
      return Diagnostic(
        .warning, at: SourceLocation(file: file, line: tag.line, column: tag.column),
        "No template is given anything called “\(unknown)”, so nothing is shown for it.",
        remedy: known.nearest(to: unknown).map { "Did you mean “\($0)”?" }
          ?? "Take the tag out. The theme that comes with labs shows which names there are.",
        rule: .brokenTemplate)
    }
  }

  /// Tags that show a value or open a section. Those that close one repeat its name, and the rest
  /// (comments, partials, blocks) name no value.
  static func tags(in template: String) -> [Tag] {
    var tags: [Tag] = []
    let lines = template.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var rest = line
      while let start = rest.firstIndex(of: "{") {
        let column = line.distance(from: line.startIndex, to: start) + 1
        let braces = rest[start...].prefix { $0 == "{" }
        let inner = rest[braces.endIndex...].prefix { $0 != "}" }
        rest = rest[inner.endIndex...]
        guard braces.count >= 2, let name = name(String(inner)) else { continue }
        tags.append(Tag(name: name, line: index + 1, column: column))
      }
    }
    return tags
  }

  /// `nil` for a tag that names no value.
  private static func name(_ tag: String) -> String? {
    var tag = tag[...]
    if let sign = tag.first, "#^&".contains(sign) { tag = tag.dropFirst() }
    // `count(pages)` asks for something about a name.
    if let call = tag.lastIndex(of: "(") { tag = tag[call...].dropFirst().prefix { $0 != ")" } }
    let name = tag.filter { $0 != " " }
    guard let first = name.first, first.isLetter else { return nil }
    return name
  }

  private static func unknownPart(of name: String) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    // Pictures have the names that the theme's author gave to their files.
    let ours = parts.starts(with: ["assets", "images"]) ? parts.prefix(2) : parts[...]
    return ours.first { !known.contains($0) }
  }

  private static let known = Set(PageValues.Slot.allCases.flatMap(\.path)).union(
    """
    course title description language repository license
    site policy feed image locale
    assets style script head search labs images
    groups address current isOpen earlier pages later total
    text hasGroups hasPages count lab steps digests
    before cost onlyOnAWS prerequisites hasPrerequisites tools hasTools commands install
    variables hasVariables name default isSecret
    isByHand byHand id number digest checks hasChecks hints hasHints command expectation
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
