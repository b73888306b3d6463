import CourseModel

/// `content/course.yml`.
struct CourseDescription {
  var title = "Course"
  var description = ""
  var language = "en"
  var baseURL: String?
  var repository: String?
  var license: String?

  private static let file = "content/course.yml"
  private static let keys = [
    "format", "title", "description", "language", "base-url", "repository", "license",
  ]

  static func load(from folder: CourseFolder, _ findings: Findings) -> CourseDescription {
    guard folder.kind(of: file, findings) == .file else {
      if !findings.diagnostics.contains(where: { $0.location.file == file }) {
        findings.error(
          at: SourceLocation(file: file), "The course has no course.yml.",
          remedy: "Write one with “format: 1” and “title: …”.")
      }
      return CourseDescription()
    }
    guard let source = folder.source(file, findings),
      let fields = Fields(source, of: "course.yml", known: keys, findings),
      Format.isReadable(fields)
    else { return CourseDescription() }
    return CourseDescription(fields)
  }

  private init() {}

  private init(_ fields: Fields) {
    title = fields.requiredText("title") ?? title
    description = fields.text("description") ?? description
    language = Self.language(fields) ?? language
    baseURL = fields.webAddress("base-url")
    repository = fields.webAddress("repository")
    license = fields.text("license")
  }

  /// A language tag as RFC 5646 writes it: two or three letters, then parts of one to eight.
  private static func language(_ fields: Fields) -> String? {
    guard let text = fields.text("language") else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag =
      parts.first.map { (2...3).contains($0.count) && $0.allSatisfy(\.isLetter) } == true
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { $0.isLetter || $0.isDigit }
      }
    guard isTag else {
      fields.mismatch("language", expects: "a language tag", remedy: "Write, for example, en.")
      return nil
    }
    return text
  }

  func course(sections: [Section], labs: [Lab]) -> Course {
    Course(
      title: title, description: description, language: language, baseURL: baseURL,
      repository: repository, license: license, sections: sections, labs: labs)
  }
}

extension Fields {
  /// A whole file of YAML; `nil` when it cannot be read as keys and values.
  init?(_ source: SourceFile, of owner: String, known: [String], _ findings: Findings) {
    Mojibake.report(in: source, findings)
    var document = YAMLDocument(
      source.text(0..<source.bytes.count), file: source.path, findings: findings)
    guard let root = document.root() else { return nil }
    self.init(root, of: owner, known: known, findings: findings)
  }
}
