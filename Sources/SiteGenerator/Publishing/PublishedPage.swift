import CourseModel

/// What the rest of the world is told about a page.
struct PublishedPage: Sendable, Hashable {
  /// Relative to the site's root: `week6/costs.html`.
  let address: String
  let title: String

  /// The author's, or else the beginning of the text; empty when there is neither.
  let description: String
  let tags: [String]

  /// The day that the author gave it, `YYYY-MM-DD`.
  let date: String?

  /// `YYYY-MM-DD`.
  let updated: String?
}

/// The pages of a site under the headings of its navigation, drafts left out: those are for
/// whoever has the address.
struct PublishedGroup: Sendable, Hashable {
  let title: String
  let pages: [PublishedPage]

  /// - Parameter descriptions: By page, in the order of ``SiteMap/pages``.
  static func all(in map: SiteMap, descriptions: [String], dates: PageDates) -> [PublishedGroup] {
    map.groups.map { group in
      let pages = group.pages.filter { map.pages[$0].note?.isDraft != true }.map { index in
        let page = map.pages[index]
        return PublishedPage(
          address: page.address, title: page.title, description: descriptions[index],
          tags: page.note?.tags ?? [], date: page.note?.date, updated: dates.updated(page))
      }
      return PublishedGroup(title: group.title, pages: pages)
    }
  }
}

extension Page {
  /// What its author wrote front matter for.
  var note: Note? {
    switch content {
    case .note(let note): note
    case .section(let section): section.index
    case .labs, .lab: nil
    }
  }
}
