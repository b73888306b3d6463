import CourseModel
import Foundation

@testable import SiteGenerator

/// A site that was generated from a few notes, as text by address.
struct PublishedSite {
  let files: [String: String]
  let report: BuildReport

  init(
    _ notes: [Note], baseURL: String? = "https://example.org/course", language: String = "en",
    drafts: Bool = false, history: GitHistory = .unknown,
    theme: Theme = Theme(folders: [Fixtures.siteFolder])
  ) throws {
    let home = Note(file: "content/index.md", path: "index", title: "C & D", body: Markdown("Hi."))
    let course = Course(
      title: "C & D", description: "Small <but> whole.", language: language, baseURL: baseURL,
      license: "CC-BY-4.0",
      sections: [
        Section(id: "", title: "C & D", index: home),
        Section(id: "week6", title: "Week 6", notes: notes),
      ],
      labs: [Lab(id: Fixtures.slug("logs"), title: "Logs", steps: [], digest: Digest(of: ""))])
    (files, report) = try Fixtures.temporary { folder in
      let report = try SiteGenerator(theme: theme).generate(
        course, courseRoot: folder, into: "\(folder)/_site", includesDrafts: drafts,
        history: history)
      let files = try Fixtures.files(in: "\(folder)/_site")
      return (files.mapValues { String(decoding: $0, as: UTF8.self) }, report)
    }
  }

  static func note(
    _ name: String, title: String? = nil, tags: [String] = [], aliases: [String] = [],
    isDraft: Bool = false, date: String? = nil, updated: String? = nil, text: String = "Text.\n"
  ) -> Note {
    let file = "content/week6/\(name).md"
    return Note(
      file: file, path: "week6/\(name)", title: title ?? name, tags: tags,
      aliases: aliases.enumerated().map { number, address in
        Alias(address: address, location: SourceLocation(file: file, line: 2, column: number + 1))
      }, isDraft: isDraft, date: date, updated: updated,
      body: Markdown(text))
  }
}
