import CourseModel

/// An older address of a page, and what is found there.
struct Redirect: Sendable, Hashable {
  /// Relative to the site's root: `week6/prices.html`.
  let address: String

  /// The page that it leads to, likewise.
  let target: String
  let title: String

  /// What asks for it.
  let alias: Alias
}

/// The redirects that a course's `aliases` ask for.
struct Redirects {
  private(set) var all: [Redirect] = []

  /// An alias where there is a page that no note's file accounts for. The others are found with
  /// the notes.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter rootFiles: The addresses of what the theme puts at the site's root.
  init(_ map: SiteMap, rootFiles: [String]) {
    for page in map.pages {
      for alias in page.note?.aliases ?? [] {
        let address = "\(alias.address).html"
        if let owner = Self.owner(of: address.lowercased(), map, rootFiles) {
          diagnostics.append(Self.taken(alias, by: owner))
        } else if map.page(at: address) == nil {
          all.append(
            Redirect(address: address, target: page.address, title: page.title, alias: alias))
        }
      }
    }
  }

  /// What is wrong when pages carry `files` of the course along: one may lie where an alias leads.
  func diagnostics(carrying files: Set<String>) -> [Diagnostic] {
    let paths = Dictionary(files.map { (LinkResolver.address(ofFile: $0).lowercased(), $0) }) {
      min($0, $1)
    }
    return all.compactMap { redirect in
      paths[redirect.address.lowercased()].map {
        Self.taken(redirect.alias, by: "the file “\($0)”")
      }
    }
  }

  private static func taken(_ alias: Alias, by owner: String) -> Diagnostic {
    Diagnostic(
      .error, at: alias.location, "The alias “\(alias.address)” is the address of \(owner).",
      remedy: "Remove the alias.", rule: .duplicateAddress)
  }

  /// In words; `nil` where there is nothing, or a note.
  private static func owner(
    of address: String, _ map: SiteMap, _ rootFiles: [String]
  ) -> String? {
    if address == "404.html" { return "the page for wrong addresses" }
    if let file = rootFiles.first(where: { $0.lowercased() == address }) {
      return "the file “Site/public/\(file)”"
    }
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
