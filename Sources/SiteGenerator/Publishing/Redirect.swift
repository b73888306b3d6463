import CourseModel

/// An older address of a page, and what is found there.
struct Redirect: Sendable, Hashable {
  /// Relative to the site's root: `week6/prices.html`.
  let address: String

  /// The page that it leads to, likewise.
  let target: String
  let title: String
}

/// The redirects that a course's `aliases` ask for.
struct Redirects {
  private(set) var all: [Redirect] = []

  /// An alias where there is a page that no note's file accounts for. The others are found with
  /// the notes.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ map: SiteMap) {
    for page in map.pages {
      guard let note = page.note else { continue }
      for alias in note.aliases {
        let address = "\(alias).html"
        if let owner = Self.owner(of: address.lowercased(), map) {
          diagnostics.append(
            Diagnostic(
              .error, at: SourceLocation(file: note.file),
              "The alias “\(alias)” is the address of \(owner).", remedy: "Remove the alias.",
              rule: .duplicateAddress))
        } else if map.page(at: address) == nil {
          all.append(Redirect(address: address, target: page.address, title: page.title))
        }
      }
    }
  }

  /// In words; `nil` where there is nothing, or a note.
  private static func owner(of address: String, _ map: SiteMap) -> String? {
    if address == "404.html" { return "the page for wrong addresses" }
    guard let index = map.page(at: address), map.pages[index].note == nil else { return nil }
    switch map.pages[index].content {
    case .lab(let lab): return "the lab “\(lab.id)”"
    case .labs: return "the list of labs"
    case .section, .note: return "the page of “\(map.pages[index].source)”"
    }
  }

  /// A page at each older address, for hosts that do not read `_redirects` and for `file://`.
  func pages(_ theme: Theme, course: Course) -> [SiteFile] {
    guard !all.isEmpty else { return [] }
    let (address, title) = (0, 1)
    let skeleton = Skeleton(
      rendered: theme.render(
        "moved",
        [
          "course": course.templateValues, "policy": SitePolicy.content,
          "address": Skeleton.marker(address), "title": Skeleton.marker(title),
        ]))
    return all.map { redirect in
      let link = RelativeAddress.path(
        from: redirect.address, to: RelativeAddress.percentEncoded(redirect.target))
      var html = HTMLWriter()
      skeleton.write(to: &html) { hole, html in
        if hole == address { html.address(link) } else { html.text(redirect.title) }
      }
      return SiteFile(redirect.address, html.bytes)
    }
  }
}
