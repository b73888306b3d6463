import CourseModel
import Foundation

@testable import SiteGenerator

/// The course in Fixtures/course, and folders to build it into.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path
  static let root = "\(folder)/course"
  static let theme = Theme(folders: ["\(folder)/theme"])

  /// The theme that comes with labs.
  static let siteFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Site").path

  static func course(adding notes: [Note] = []) throws -> Course {
    Course(
      title: "A course for tests", description: "Small, and with something of everything.",
      baseURL: "https://example.org/course", repository: "https://github.com/example/course",
      sections: [
        Section(id: "", title: "Home", index: try note("index.md", title: "A course for tests")),
        Section(
          id: "week6", title: "Week 6", index: try note("week6/index.md", title: "Week 6"),
          notes: [try note("week6/costs.md", title: "Costs", updated: "2025-03-01")] + notes),
      ],
      labs: [try lab()])
  }

  static func note(_ path: String, title: String, updated: String? = nil) throws -> Note {
    let text = try String(contentsOfFile: "\(root)/content/\(path)", encoding: .utf8)
    let parts = text.components(separatedBy: "---\n")
    let description = parts[1].components(separatedBy: "description: ").dropFirst().first
    return Note(
      file: "content/\(path)", path: String(path.dropLast(3)), title: title,
      description: description?.components(separatedBy: "\n").first ?? "", updated: updated,
      body: Markdown(
        parts[2...].joined(separator: "---\n"),
        firstLine: parts[1].components(separatedBy: "\n").count + 2))
  }

  static func note(named name: String, _ text: String) -> Note {
    Note(
      file: "content/week6/\(name).md", path: "week6/\(name)", title: name,
      body: Markdown(text, firstLine: 4))
  }

  private static func lab() throws -> Lab {
    let file = "labs/logs/01-log-group.md"
    let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
    let check = Check(
      id: slug("retention"), title: "The group keeps `1` day", command: "aws logs describe | wc -l",
      expectation: .equals(.number(1)), hints: ["Look at `put-retention-policy`."],
      location: SourceLocation(file: file, line: 4))
    return Lab(
      id: slug("logs"), title: "Logs", summary: "One log group.",
      variables: [
        Variable(name: "APP", defaultValue: "cruddur", description: "The name."),
        Variable(name: "TOKEN", isSecret: true, description: "A token."),
      ],
      tools: [Tool(commands: ["docker", "buildah"], install: "Get `docker`.")],
      cost: Cost(words: "Next to nothing.", perHour: 0.05),
      prerequisites: ["You know what a log is."],
      steps: [
        Step(
          id: slug("log-group"), file: file, title: "Make <the> group", cost: "0.03 per GB.",
          body: Markdown(text, firstLine: 9), scripts: [], checks: [check],
          hints: ["First a group."], digest: Digest(of: "step"))
      ], digest: Digest(of: "lab"))
  }

  static func slug(_ text: String) -> Slug {
    guard let slug = Slug(text) else { preconditionFailure("“\(text)” is not a slug.") }
    return slug
  }

  /// A path in a fresh folder that is removed after `body`.
  static func temporary<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = NSTemporaryDirectory() + "site-generator-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// Every file below `folder` with its text, hidden ones included.
  static func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? []
    {
      files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
    }
    return files
  }
}
