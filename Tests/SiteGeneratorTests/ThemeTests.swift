import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct ThemeTests {
  @Test func `the theme that comes with labs is in order`() {
    let theme = Theme(folders: [Fixtures.siteFolder])
    #expect(theme.diagnostics.isEmpty)
    #expect(theme.assets.map(\.address).contains { $0.hasSuffix(".css") })
  }

  @Test(arguments: [
    ("{{#a}}\n{{/b}}", "closed by another name"), ("x\n{{#a}}", "not closed"),
    ("x {{a", "does not end"),
  ])
  func `a broken template is an error at its place`(template: String, words: String) throws {
    try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/templates", withIntermediateDirectories: true)
      try template.write(
        toFile: "\(folder)/templates/page.mustache", atomically: true, encoding: .utf8)
      let theme = Theme(folders: [folder, "\(Fixtures.folder)/theme"])
      let diagnostic = try #require(theme.diagnostics.first)
      #expect(theme.diagnostics.count == 1)
      #expect(diagnostic.location.file == "Site/templates/page.mustache")
      #expect(diagnostic.location.line != nil)
      #expect(diagnostic.message.contains(words))
    }
  }

  @Test func `a template that is missing, or names one that is, is an error`() throws {
    try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/templates", withIntermediateDirectories: true)
      #expect(Theme(folders: [folder]).diagnostics.count == Theme.required.count)
      try "x\n{{> crad}}".write(
        toFile: "\(folder)/templates/home.mustache", atomically: true, encoding: .utf8)
      let diagnostics = Theme(folders: [folder, "\(Fixtures.folder)/theme"]).diagnostics
      #expect(diagnostics.map(\.location.description) == ["Site/templates/home.mustache:2"])
      #expect(diagnostics.first?.remedy == "Did you mean “card”?")
    }
  }

  @Test func `one file of a theme can be replaced`() throws {
    try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/templates", withIntermediateDirectories: true)
      try "own".write(
        toFile: "\(folder)/templates/labs.mustache", atomically: true, encoding: .utf8)
      let theme = Theme(folders: [folder, Fixtures.siteFolder])
      #expect(theme.diagnostics.isEmpty)
      #expect(theme.render("labs", [:]) == "own")
      #expect(theme.render("not-found", [:]).contains("first page"))
    }
  }

  @Test func `lines of comments in scripts stay with their author`() throws {
    try Fixtures.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/labs", withIntermediateDirectories: true)
      try "// Why.\nf(\n  // More.\n  \"//x\");  // y\n\n/* z */\n".write(
        toFile: "\(folder)/labs/1.js", atomically: true, encoding: .utf8)
      let script = Theme(folders: [folder]).assets.first { $0.address.hasSuffix(".js") }
      #expect(
        script.map { String(decoding: $0.bytes, as: UTF8.self) }
          == "f(\n  \"//x\");  // y\n\n/* z */\n")
    }
  }

  @Test func `pages hold no script or style of their own`() throws {
    for page in try shippedSite().filter({ $0.key.hasSuffix(".html") }).values {
      let html = String(decoding: page, as: UTF8.self)
      #expect(html.matches(of: #/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/#).isEmpty)
    }
  }

  @Test func `an ordinary page keeps to the budgets`() throws {
    let files = try shippedSite()
    func size(_ ending: String) throws -> Int {
      // What the search loads when it is opened has a budget of its own, in test_search.py; what
      // only the pages of labs load is in the report of labs build --budget.
      try files.filter { name, _ in
        name.hasSuffix(ending) && (name.contains("/site-") || name.contains("/head-"))
      }.values.reduce(0) { $0 + (try zipped($1)) }
    }
    #expect(try zipped(try #require(files["week6/costs.html"])) <= 7_000)
    #expect(try size(".css") <= 12_000)
    #expect(try size(".js") <= 10_000)
  }

  private func shippedSite() throws -> [String: Data] {
    try Fixtures.temporary { folder in
      let theme = Theme(folders: [Fixtures.siteFolder])
      _ = try SiteGenerator(theme: theme).generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      return try Fixtures.files(in: "\(folder)/_site")
    }
  }

  private func zipped(_ data: Data) throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-9", "-n", "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: data)
    try input.fileHandleForWriting.close()
    let size = try output.fileHandleForReading.readToEnd()?.count ?? 0
    process.waitUntilExit()
    return size
  }
}
