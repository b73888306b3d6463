import CourseModel
import Incremental

/// The middle of a page, and what was found while it was written.
struct PageBody {
  var html: [UInt8] = []

  /// The title as the author marked it up, and its anchor; `nil` when the page's own title will do.
  var title: (html: [UInt8], id: String)?
  var contents: [Prose.Heading] = []

  /// Used where the page has no description of its own.
  var opening = ""
  var findings = PageFindings()
}

/// Writes the middle of every kind of page.
struct PageBodyWriter: Sendable {
  let map: SiteMap
  let theme: Theme
  let resolver: LinkResolver
  let listing: SectionListing

  /// Gives the text of a note, which a kept note does not hold.
  let text: @Sendable (Note) throws -> Markdown

  /// What the page asks for goes into `lookups`. `content` is the page's own unless another is given.
  func body(
    of index: Int, content: Page.Content? = nil, lookups: Lookups
  ) throws -> PageBody {
    let writer = PageBodyWriter(
      map: map, theme: theme, resolver: resolver.noting(lookups), listing: listing, text: text)
    switch content ?? map.pages[index].content {
    case .note(let note): return try writer.prose(note, on: index)
    case .section(let section): return try writer.section(section, on: index)
    case .labs: return writer.labs(on: index)
    case .lab(let lab): return LabPage(lab: lab, page: index, writer: writer).body()
    }
  }

  /// Of everything that ``body(of:content:lookups:)`` is made of, but for the theme and the answers to
  /// look-ups; `nil` when that cannot be told.
  func source(of index: Int, content: Page.Content? = nil) -> Fingerprint? {
    var source = Fingerprint()
    switch content ?? map.pages[index].content {
    case .note(let note):
      guard note.version != 0 else { return nil }
      source.add(note.file)
      source.add(note.version)
    case .section(let section):
      guard section.index?.version != 0 else { return nil }
      source.add(section.index?.file)
      source.add(section.index?.version ?? 0)
      for other in listed(on: index) { add(other, to: &source) }
    case .labs:
      for other in listed(on: index) { add(other, to: &source) }
    case .lab(let lab):
      source.add(lab.id.text)
      source.add(lab.digest.hexadecimal)
    }
    return source
  }

  private func prose(_ note: Note, on index: Int) throws -> PageBody {
    var body = PageBody()
    let markdown = try text(note)
    let place = ProseRenderer.Place(
      file: note.file, page: index, address: map.pages[index].address)
    let prose = ProseRenderer.render(
      markdown, at: place, resolver: resolver, findings: &body.findings)
    body.html = prose.html
    body.title = prose.title
    body.contents = prose.headings
    body.opening = prose.opening
    return body
  }

  private func section(_ section: Section, on index: Int) throws -> PageBody {
    var body = try section.index.map { try prose($0, on: index) } ?? PageBody()
    let page = map.pages[index]
    guard index == 0 else {
      body.html = listing.html(text: body.html, entries: entries(on: index))
      return body
    }
    var values: [String: Any] = [
      "text": String(decoding: body.html, as: UTF8.self),
      "pages": map.groups[page.group].pages.dropFirst().map { entry($0, from: page) },
    ]
    values["hasPages"] = map.groups[page.group].pages.count > 1
    values["hasGroups"] = map.groups.count > 1
    values["groups"] = map.groups.dropFirst().map { group in
      var values = entry(group.pages.lowerBound, from: page)
      let count = group.pages.count - 1
      if count > 0 { values["count"] = count.counted("page") }
      return values
    }
    body.html = Array(theme.render("home", values).utf8)
    return body
  }

  private func entries(on index: Int) -> [SectionListing.Entry] {
    listed(on: index).map { other in
      SectionListing.Entry(
        title: map.pages[other].title, address: address(of: other, from: map.pages[index]),
        description: map.pages[other].description)
    }
  }

  private func address(of index: Int, from page: Page) -> String {
    RelativeAddress.path(
      from: page.address, to: RelativeAddress.percentEncoded(map.pages[index].address))
  }

  private func labs(on index: Int) -> PageBody {
    let page = map.pages[index]
    var body = PageBody()
    let entries = map.groups[page.group].pages.dropFirst().map { entry($0, from: page) }
    let values: [String: Any] = ["labs": entries, "root": page.root, "assets": theme.addresses]
    body.html = Array(theme.render("labs", values).utf8)
    return body
  }

  /// The pages that a list on this page leads to: its group's, on the home page also the groups'.
  private func listed(on index: Int) -> [Int] {
    let own = Array(map.groups[map.pages[index].group].pages.dropFirst())
    return index == 0 ? own + map.groups.dropFirst().map(\.pages.lowerBound) : own
  }

  /// All that ``entry(_:from:)`` shows of a page.
  private func add(_ index: Int, to source: inout Fingerprint) {
    let page = map.pages[index]
    source.add(page.address)
    source.add(page.title)
    source.add(page.description)
    source.add(map.groups[page.group].pages.count)
    if case .lab(let lab) = page.content { source.add(lab.digest.hexadecimal) }
  }

  private func entry(_ index: Int, from page: Page) -> [String: Any] {
    let other = map.pages[index]
    var values: [String: Any] = [
      "title": other.title, "address": address(of: index, from: page),
    ]
    if !other.description.isEmpty { values["description"] = other.description }
    if case .lab(let lab) = other.content {
      values["steps"] = lab.steps.count.counted("step")
      values["lab"] = lab.id.text
      values["digests"] = lab.steps.map { "\($0.id):\($0.digest.short)" }.joined(separator: " ")
    }
    return values
  }
}
