import CourseLoader
import CourseModel
import Foundation
import SiteGenerator
import Testing

@testable import LabsCommand

/// A course with every kind of mistake, and all that is said about it.
struct MistakesTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  private static let repository = fixtures.appending(path: "../../..").standardizedFileURL

  private func report() throws -> BuildReport {
    let root = Self.fixtures.appending(path: "mistakes").path()
    let loaded = try CourseLoader(root: root).load()
    let theme = Theme(folders: ["\(root)/Site", Self.repository.appending(path: "Site").path()])
    return try SiteGenerator(theme: theme).generate(
      loaded.course, courseRoot: root, into: nil, diagnostics: loaded.diagnostics)
  }

  /// The golden is written again with `UPDATE_GOLDENS=1`, and read before it is committed.
  @Test func `each mistake is named with its place and its remedy`() throws {
    let text = DiagnosticText(root: "", style: Style(isPlain: true))
      .text(of: try report().diagnostics)
    let golden = Self.fixtures.appending(path: "mistakes.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data("\(text)\n".utf8).write(to: golden)
    }
    #expect(try "\(text)\n" == String(contentsOf: golden, encoding: .utf8))
  }

  @Test func `each kind of mistake is in the course`() throws {
    let rules = Set(try report().diagnostics.compactMap(\.rule))
    #expect(Set(Diagnostic.Rule.allCases).subtracting(rules) == [])
  }
}
