import CourseModel
import Incremental
import Mustache

/// A theme's templates, and what is wrong with them. The only door to Mustache.
struct Templates: Sendable {
  private var library = MustacheLibrary()
  private(set) var diagnostics: [Diagnostic] = []

  /// Of all templates.
  private(set) var fingerprint = Fingerprint()

  init(_ files: ThemeFiles) {
    let names = files.names(in: "templates").filter { $0.hasSuffix(".mustache") }
      .map { String($0.dropLast(9)) }
    for name in names { read(name, files, known: names) }
    for name in Theme.required where !names.contains(name) {
      diagnostics.append(
        Diagnostic(
          .error, at: SourceLocation(file: Self.file(name)), "The theme has no such template.",
          remedy: "Copy the file from the theme that comes with labs, and change it there.",
          rule: .brokenTemplate))
    }
  }

  /// Nothing, when there is no such template; ``diagnostics`` says so.
  func render(_ name: String, _ values: [String: Any]) -> String {
    library.render(values, withTemplate: name) ?? ""
  }

  static func file(_ name: String) -> String { "Site/templates/\(name).mustache" }

  private mutating func read(_ name: String, _ files: ThemeFiles, known: [String]) {
    guard let bytes = files.bytes("templates/\(name).mustache") else { return }
    fingerprint.add(name)
    bytes.withUnsafeBytes { fingerprint.add($0) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return report(name, nil, "The file is not UTF-8.", "Save it as UTF-8.")
    }
    for (line, partial) in Self.partials(text) where !known.contains(partial) {
      report(
        name, SourceLocation(file: Self.file(name), line: line),
        "There is no template “\(partial)”.",
        known.nearest(to: partial).map { "Did you mean “\($0)”?" } ?? "Write it, or take this out.")
    }
    do {
      library.register(try MustacheTemplate(string: text), named: name)
      diagnostics += TemplateNames.diagnostics(in: text, file: Self.file(name))
    } catch let error as MustacheTemplate.ParserError {
      report(
        name,
        SourceLocation(
          file: Self.file(name), line: error.context.lineNumber, column: error.context.columnNumber),
        "The template cannot be read: \(Self.sentence(error.error)).",
        "Every {{#name}} needs its {{/name}}, and every {{ its }}.")
    } catch {
      report(name, nil, "The template cannot be read.", "Check its tags.")
    }
  }

  private mutating func report(
    _ name: String, _ location: SourceLocation?, _ message: String, _ remedy: String
  ) {
    let place = location ?? SourceLocation(file: Self.file(name))
    diagnostics.append(
      Diagnostic(.error, at: place, message, remedy: remedy, rule: .brokenTemplate))
  }

  /// The names after `{{>`, with their lines.
  private static func partials(_ text: String) -> [(line: Int, name: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    return lines.filter { $1.contains("{{>") }.flatMap { index, line in
      line.matches(of: #/\{\{>\s*([^}\s]+)\s*\}\}/#).map { (index + 1, String($0.1)) }
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed by another name"
    case .unfinishedName: "a tag does not end"
    case .expectedSectionEnd: "a section is not closed"
    default: "a tag does not end, or is not in its right form"
    }
  }
}
