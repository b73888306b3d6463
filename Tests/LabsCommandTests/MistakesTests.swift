import CourseLoader
import CourseModel
import Foundation
import SiteGenerator
import Testing

@testable import LabsCommand

/// A course with every kind of mistake, and all that is said about it.
@Suite(.fewAtOnce) struct MistakesTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  private static let repository = fixtures.appending(path: "../../..").standardizedFileURL

  private func report() throws -> BuildReport {
    let root = try course()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let loaded = try CourseLoader(root: root).load()
    var unquoted = UnquotedVariables()
    let splits = unquoted.diagnostics(in: loaded.course.labs, root: root)
    let theme = Theme(folders: ["\(root)/Site", Self.repository.appending(path: "Site").path()])
    return try SiteGenerator(theme: theme).generate(
      loaded.course, courseRoot: root, into: nil, diagnostics: loaded.diagnostics + splits)
  }

  /// A copy with a key in it: no file of ours holds what looks like one.
  private func course() throws -> String {
    let copy = FileManager.default.temporaryDirectory.appending(path: "labs-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.fixtures.appending(path: "mistakes"), to: copy)
    let note = copy.appending(path: "content/leaked-secret.md")
    let text = try String(contentsOf: note, encoding: .utf8)
    try Data(text.replacing("ACCESS-KEY-ID-GOES-HERE", with: "AKIA" + "Q7MZ2XVB4KTR6WLC").utf8)
      .write(to: note)
    return copy.path()
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
    let rules = Set(try report().diagnostics.map(\.rule))
    #expect(Set(Diagnostic.Rule.allCases).subtracting(rules) == [])
  }
}
