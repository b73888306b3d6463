import CourseModel

/// `content/course.yml`.
struct CourseDescription {
  var title = "Course"
  var description = ""
  var language = "en"
  var baseURL: String?
  var repository: String?
  var license: String?

  /// What looks like a secret and may be published: accounts and passwords made for the course.
  var notSecret: Set<String> = []

  private static let file = "content/course.yml"
  private static let keys = [
    "format", "title", "description", "language", "base-url", "repository", "license",
    "not-secret",
  ]

  static func load(from folder: CourseFolder, _ findings: Findings) -> CourseDescription {
    guard folder.kind(of: file, findings) == .file else {
      if !findings.diagnostics.contains(where: { $0.location.file == file }) {
        findings.malformed(
          at: SourceLocation(file: file), "The course has no course.yml.",
          remedy: "Write one with “format: 1” and “title: …”.")
      }
      return CourseDescription()
    }
    guard let source = folder.source(file, findings),
      let root = source.yaml(findings),
      Format.isReadable(root, of: "course.yml", findings),
      let fields = Fields(root, of: "course.yml", known: keys, findings: findings)
    else { return CourseDescription() }
    return CourseDescription(fields)
  }

  private init() {}

  private init(_ fields: Fields) {
    Format.check(fields)
    title = fields.requiredText("title") ?? title
    description = fields.text("description") ?? description
    language = Self.language(fields) ?? language
    baseURL = fields.webAddress("base-url")
    repository = fields.webAddress("repository")
    license = fields.text("license")
    notSecret = Set(fields.texts("not-secret"))
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
      repository: repository, license: license, notSecret: notSecret, sections: sections, labs: labs
    )
  }
}

extension SourceFile {
  /// The value of a whole file of YAML; `nil` when it is malformed.
  func yaml(_ findings: Findings) -> YAMLNode? {
    Mojibake.report(in: self, findings)
    var document = YAMLDocument(text(0..<bytes.count), file: path, findings: findings)
    return document.root()
  }
}
