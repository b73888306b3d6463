import CourseModel

/// A page of the site, before its text is rendered.
final class Page: Sendable {
  enum Content: Sendable {
    case section(Section)
    case note(Note)
    case labs
    case lab(Lab)
  }

  /// Relative to the site's root: `week6/costs.html`.
  let address: String
  let title: String
  let description: String
  let content: Content

  /// Which of ``SiteMap/groups`` it belongs to.
  let group: Int

  init(address: String, title: String, description: String, content: Content, group: Int) {
    self.address = address
    self.title = title
    self.description = description
    self.content = content
    self.group = group
  }

  /// The file that a mistake of the whole page is reported at.
  var source: String {
    switch content {
    case .note(let note): note.file
    case .section(let section): section.index?.file ?? "content/\(section.id)"
    case .labs: "labs"
    case .lab(let lab): "\(lab.folder)/lab.yml"
    }
  }

  /// `../` for each folder between the page and the site's root.
  var root: String { RelativeAddress.root(from: address) }
}

/// Pages that stand under one heading of the navigation: a section's notes, or the labs.
struct PageGroup: Sendable {
  let title: String

  /// Into ``SiteMap/pages``; the first one is the group's opening page.
  let pages: Range<Int>
}
