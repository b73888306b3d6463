import CourseModel
import Testing

@testable import SiteGenerator

/// Markdown rendered as the note content/week6/note.md of the fixture course.
struct Rendering {
  let prose: Prose
  let findings: PageFindings

  var html: String { String(decoding: prose.html, as: UTF8.self) }
  var messages: [String] { findings.diagnostics.map(\.message) }

  init(_ text: String, step: Bool = false) throws {
    let map = SiteMap(try Fixtures.course(adding: [Fixtures.note(named: "note", text)]))
    let page = try #require(map.page(at: step ? "labs/logs.html" : "week6/note.html"))
    let place = ProseRenderer.Place(
      file: step ? "labs/logs/01-log-group.md" : "content/week6/note.md", page: page,
      address: map.pages[page].address, prefix: step ? "log-group--" : "",
      headingShift: step ? 1 : 0)
    var findings = PageFindings()
    prose = ProseRenderer.render(
      Markdown(text, firstLine: 4), at: place,
      resolver: LinkResolver(map: map, files: CourseFiles(root: Fixtures.root)), findings: &findings
    )
    self.findings = findings
  }
}
