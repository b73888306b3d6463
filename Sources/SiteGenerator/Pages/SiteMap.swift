import CourseModel

/// Which pages there are, in reading order, and what leads to each of them.
struct SiteMap: Sendable {
  /// Where a file of the course can be read on the site.
  struct Place: Sendable, Hashable {
    let page: Int

    /// The id that the file's text begins at; `nil` for the page's top.
    var anchor: String?

    /// What the file's own anchors begin with on a page that several files share.
    var prefix = ""
  }

  let course: Course
  private(set) var pages: [Page] = []
  private(set) var groups: [PageGroup] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// By the file's or folder's path in the course.
  private(set) var places: [String: Place] = [:]
  private var addresses: [String: Int] = [:]

  /// A draft has no page unless `includesDrafts`.
  init(_ course: Course, includesDrafts: Bool = false) {
    self.course = course
    let home = course.sections.first { $0.id.isEmpty }
    let count = course.sections.reduce(course.labs.count) { $0 + $1.notes.count + 1 }
    pages.reserveCapacity(count)
    addresses.reserveCapacity(count)
    places.reserveCapacity(count + 2 * course.sections.count)
    addGroup(home ?? Section(id: "", title: course.title), includesDrafts)
    for section in course.sections where !section.id.isEmpty {
      addGroup(section, includesDrafts)
    }
    if !course.labs.isEmpty { addLabs() }
  }

  func page(at address: String) -> Int? { addresses[address] }

  private mutating func addGroup(_ section: Section, _ includesDrafts: Bool) {
    let first = pages.count
    let folder = section.id.isEmpty ? "" : "\(section.id)/"
    let isHome = section.id.isEmpty
    add(
      Page(
        address: "\(folder)index.html", title: isHome ? course.title : section.title.withEmoji,
        description: (section.index?.description ?? (isHome ? course.description : "")).withEmoji,
        content: .section(section), group: groups.count),
      sources: [section.index?.file, "content/\(section.id)", "content/\(folder)index.md"])
    for note in section.notes where includesDrafts || !note.isDraft {
      add(
        Page(
          address: "\(note.path).html", title: note.title.withEmoji,
          description: note.description.withEmoji,
          content: .note(note), group: groups.count),
        sources: [note.file])
    }
    groups.append(PageGroup(title: pages[first].title, pages: first..<pages.count))
  }

  private mutating func addLabs() {
    let first = pages.count
    add(
      Page(
        address: "labs/index.html", title: "Labs",
        description: "Exercises that are run and checked.", content: .labs, group: groups.count),
      sources: ["labs"])
    for lab in course.labs {
      add(
        Page(
          address: "labs/\(lab.id).html", title: lab.title.withEmoji,
          description: lab.summary.withEmoji,
          content: .lab(lab), group: groups.count),
        sources: [lab.folder, "\(lab.folder)/lab.yml"])
      for step in lab.steps {
        places[step.file] = Place(
          page: pages.count - 1, anchor: step.id.text, prefix: Self.prefix(of: step))
      }
    }
    groups.append(PageGroup(title: "Labs", pages: first..<pages.count))
  }

  /// No slug has two hyphens in a row, so no step's anchors can meet another's.
  static func prefix(of step: Step) -> String { "\(step.id)--" }

  private mutating func add(_ page: Page, sources: [String?]) {
    if let other = addresses[page.address] {
      // Two notes with one address are found, and reported, when they are loaded.
      if page.note != nil, pages[other].note != nil { return }
      diagnostics.append(
        Diagnostic(
          .error, at: SourceLocation(file: page.source),
          "This page and “\(pages[other].source)” have the same address, “\(page.address)”.",
          remedy: "Rename one of the two.", rule: .duplicateAddress))
      return
    }
    addresses[page.address] = pages.count
    for source in sources.compactMap(\.self) {
      let path = source.hasSuffix("/") ? String(source.dropLast()) : source
      places[path] = Place(page: pages.count)
    }
    pages.append(page)
  }
}
