import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct SiteGeneratorTests {
  private let generator = SiteGenerator(theme: Fixtures.theme)

  @Test func `the report counts the pages and bytes that lie in the site`() throws {
    try Fixtures.temporary { folder in
      let report = try generator.generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      let files = try Fixtures.files(in: "\(folder)/_site")
      #expect(report.pages == 5)
      #expect(report.bytes == files.values.reduce(0) { $0 + $1.count })
      #expect(files["week6/images/boxes.svg"] != nil)
      #expect(files["labs/logs/policies/trust.json"] != nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["_site"])
    }
  }

  @Test func `the site is the same byte for byte, however many workers make it`() throws {
    let notes = (1...60).map { number in
      Fixtures.note(named: "note-\(number)", Self.manifold(number))
    }
    let course = try Fixtures.course(adding: notes)
    let sites = try [1, 2, 5, 2].map { workers in
      try Fixtures.temporary { folder in
        _ = try SiteGenerator(theme: Fixtures.theme, workers: workers).generate(
          course, courseRoot: Fixtures.root, into: "\(folder)/_site")
        return try Fixtures.files(in: "\(folder)/_site")
      }
    }
    #expect(sites[0].count > 60)
    #expect(sites.dropFirst().allSatisfy { $0 == sites[0] })
  }

  @Test func `an error leaves the last good site as it was`() throws {
    try Fixtures.temporary { folder in
      _ = try generator.generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      let before = try Fixtures.files(in: "\(folder)/_site")
      let broken = try Fixtures.course(adding: [Fixtures.note(named: "new", "[x](gone.md)\n")])
      let report = try generator.generate(
        broken, courseRoot: Fixtures.root, into: "\(folder)/_site")
      #expect(!report.isSound)
      #expect(!report.isPublished)
      #expect(try Fixtures.files(in: "\(folder)/_site") == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["_site"])
    }
  }

  @Test func `a page that is gone from the course is gone from the site`() throws {
    try Fixtures.temporary { folder in
      let site = "\(folder)/_site"
      let more = try Fixtures.course(adding: [Fixtures.note(named: "old", "Text.\n")])
      _ = try generator.generate(more, courseRoot: Fixtures.root, into: site)
      #expect(FileManager.default.fileExists(atPath: "\(site)/week6/old.html"))
      _ = try generator.generate(try Fixtures.course(), courseRoot: Fixtures.root, into: site)
      #expect(!FileManager.default.fileExists(atPath: "\(site)/week6/old.html"))
    }
  }

  @Test func `a folder that labs did not make is not replaced`() throws {
    try Fixtures.temporary { folder in
      try "mine".write(toFile: "\(folder)/thesis.txt", atomically: true, encoding: .utf8)
      #expect(throws: LabsError.self) {
        try generator.generate(try Fixtures.course(), courseRoot: Fixtures.root, into: folder)
      }
      #expect(try Fixtures.files(in: folder).keys.sorted() == ["thesis.txt"])
    }
  }

  @Test func `what a killed build left behind is removed, what a running one makes is not`() throws
  {
    try Fixtures.temporary { folder in
      let (dead, alive) = ("_site.next-99999999-1", "_site.next-\(getpid())-1")
      for name in [dead, alive] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      _ = try generator.generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.sorted() == ["_site", alive])
    }
  }

  @Test func `without a folder everything is checked and nothing is written`() throws {
    let broken = try Fixtures.course(adding: [Fixtures.note(named: "new", "[x](gone.md)\n")])
    let report = try generator.generate(broken, courseRoot: Fixtures.root, into: nil)
    #expect(report.diagnostics.map(\.location.description) == ["content/week6/new.md:4:1"])
    #expect(!report.isPublished)
  }

  @Test func `an error that was known before stops the publication`() throws {
    try Fixtures.temporary { folder in
      let known = Diagnostic(
        .error, at: SourceLocation(file: "content/x.md"), "Wrong.", rule: .frontMatter)
      let report = try generator.generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site",
        diagnostics: [known, known])
      #expect(report.diagnostics == [known])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func `a draft has a page only where drafts are asked for`() throws {
    let draft = Note(
      file: "content/week6/draft.md", path: "week6/draft", title: "Draft", isDraft: true,
      body: Markdown("Soon.\n"))
    let course = try Fixtures.course(adding: [draft])
    #expect(SiteMap(course).page(at: "week6/draft.html") == nil)
    #expect(SiteMap(course, includesDrafts: true).page(at: "week6/draft.html") != nil)
  }

  @Test func `a note with the address of a lab is an error`() throws {
    let note = Note(
      file: "content/labs/logs.md", path: "labs/logs", title: "Logs", body: Markdown("Text.\n"))
    let map = SiteMap(try Fixtures.course(adding: [note]))
    #expect(map.diagnostics.map(\.severity) == [.error])
    #expect(map.diagnostics.first?.message.contains("“labs/logs.html”") == true)
  }

  @Test func `a page's navigation does not grow with the course`() throws {
    func size(_ count: Int) throws -> Int {
      let notes = (0..<count).map { Fixtures.note(named: "note-\(1000 + $0)", "Text.\n") }
      return try Fixtures.temporary { folder in
        _ = try generator.generate(
          try Fixtures.course(adding: notes), courseRoot: Fixtures.root, into: "\(folder)/_site")
        return try Fixtures.files(in: "\(folder)/_site")["week6/note-1060.html"]?.count ?? 0
      }
    }
    let small = try size(160)
    #expect(small > 0)
    #expect(try size(900) == small)
  }

  @Test func `every link and anchor of every page leads somewhere`() throws {
    let theme = Theme(folders: [Fixtures.siteFolder])
    try Fixtures.temporary { folder in
      let report = try SiteGenerator(theme: theme).generate(
        try Fixtures.course(), courseRoot: Fixtures.root, into: "\(folder)/_site")
      #expect(report.isPublished)
      let files = try Fixtures.files(in: "\(folder)/_site")
      let pages = files.filter { $0.key.hasSuffix(".html") && $0.key != "404.html" }
        .mapValues { String(decoding: $0, as: UTF8.self) }
      for (address, html) in pages {
        #expect(duplicates(in: ids(html)).isEmpty, "\(address)")
        for match in html.matches(of: #/(?:href|src)="([^"]*)"/#) {
          let link = String(match.1)
          guard !link.hasPrefix("https:") else { continue }
          let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
          let target =
            parts[0].isEmpty
            ? address
            : RelativeAddress.resolve(parts[0], in: RelativeAddress.folder(of: address)) ?? "?"
          #expect(files[target] != nil, "\(address): \(link)")
          if parts.count > 1 {
            #expect(ids(pages[target] ?? "").contains(parts[1]), "\(address): \(link)")
          }
        }
      }
    }
  }

  private func ids(_ html: String) -> [String] {
    html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
  }

  private func duplicates(in names: [String]) -> [String] {
    Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.map(\.key)
  }

  /// Text that makes use of every extension, so that a mistake between threads would show.
  static func manifold(_ number: Int) -> String {
    (0..<12).map { part in
      """
      ## Part \(part) of \(number)

      | a~b | ~~gone \(part)~~ | www.example.org/\(number) |
      |-----|:---:|---:|
      | ~~x~~ | https://example.org/\(part) | mail@example.org |

      Text ~~struck \(number)~~, www.example.com, [a link](costs.md) and a note.[^n\(part)]

      - [x] ~~done~~
      - [ ] open

      [^n\(part)]: With ~~strike~~ and http://example.net.

      """
    }.joined(separator: "\n")
  }
}
