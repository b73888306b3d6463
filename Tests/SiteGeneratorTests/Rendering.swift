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
    (prose, findings) = try RenderingCourse().rendering(text, step: step)
  }
}

/// The fixture course with an empty note, to render many texts in its place.
struct RenderingCourse {
  private let map: SiteMap
  private let files = CourseFiles(root: Fixtures.root)

  init() throws { map = SiteMap(try Fixtures.course(adding: [Fixtures.note(named: "note", "")])) }

  func prose(_ text: String, step: Bool) -> Prose { rendering(text, step: step).0 }

  func rendering(_ text: String, step: Bool) -> (Prose, PageFindings) {
    let address = step ? "labs/logs.html" : "week6/note.html"
    let place = ProseRenderer.Place(
      file: step ? "labs/logs/01-log-group.md" : "content/week6/note.md",
      page: map.page(at: address) ?? 0, address: address, prefix: step ? "log-group--" : "",
      headingShift: step ? 1 : 0)
    var findings = PageFindings()
    let prose = ProseRenderer.render(
      Markdown(text, firstLine: 4), at: place, resolver: LinkResolver(map: map, files: files),
      findings: &findings)
    return (prose, findings)
  }
}
