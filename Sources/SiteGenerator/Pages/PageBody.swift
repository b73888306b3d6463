import CourseModel

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

  func body(of index: Int) -> PageBody {
    let page = map.pages[index]
    switch page.content {
    case .note(let note): return prose(note, on: index)
    case .section(let section): return self.section(section, on: index)
    case .labs: return labs(on: index)
    case .lab(let lab): return LabPage(lab: lab, page: index, writer: self).body()
    }
  }

  private func prose(_ note: Note, on index: Int) -> PageBody {
    var body = PageBody()
    let place = ProseRenderer.Place(
      file: note.file, page: index, address: map.pages[index].address)
    let prose = ProseRenderer.render(
      note.body, at: place, resolver: resolver, findings: &body.findings)
    body.html = prose.html
    body.title = prose.title
    body.contents = prose.headings
    body.opening = prose.opening
    return body
  }

  private func section(_ section: Section, on index: Int) -> PageBody {
    var body = section.index.map { prose($0, on: index) } ?? PageBody()
    let page = map.pages[index]
    var values: [String: Any] = [
      "text": String(decoding: body.html, as: UTF8.self),
      "pages": map.groups[page.group].pages.dropFirst().map { entry($0, from: page) },
    ]
    values["hasPages"] = map.groups[page.group].pages.count > 1
    if index == 0 {
      values["hasGroups"] = map.groups.count > 1
      values["groups"] = map.groups.dropFirst().map { group in
        var values = entry(group.pages.lowerBound, from: page)
        let count = group.pages.count - 1
        if count > 0 { values["count"] = count == 1 ? "1 page" : "\(count) pages" }
        return values
      }
    }
    body.html = Array(theme.render(index == 0 ? "home" : "section", values).utf8)
    return body
  }

  private func labs(on index: Int) -> PageBody {
    let page = map.pages[index]
    var body = PageBody()
    let entries = map.groups[page.group].pages.dropFirst().map { entry($0, from: page) }
    body.html = Array(theme.render("labs", ["labs": entries]).utf8)
    return body
  }

  private func entry(_ index: Int, from page: Page) -> [String: Any] {
    let other = map.pages[index]
    var values: [String: Any] = [
      "title": other.title,
      "address": RelativeAddress.path(
        from: page.address, to: RelativeAddress.percentEncoded(other.address)),
    ]
    if !other.description.isEmpty { values["description"] = other.description }
    if case .lab(let lab) = other.content {
      values["steps"] = lab.steps.count == 1 ? "1 step" : "\(lab.steps.count) steps"
    }
    return values
  }
}
