import CourseModel

/// The newest notes that have a `date`, as RFC 4287 has it. A note without one is part of the
/// course, and no piece of news.
struct AtomFeed {
  let course: Course
  let baseURL: BaseURL

  static let address = "feed.xml"
  private static let limit = 20

  /// `nil` when no page has a date.
  func file(_ pages: [PublishedPage]) -> SiteFile? {
    let entries = Self.entries(among: pages)
    guard let newest = entries.map(\.lastDay).max() else { return nil }
    let home = baseURL.address(of: "index.html").xmlEscaped
    var text = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(course.language.xmlEscaped)">
      <title>\(course.title.xmlEscaped)</title>
      <id>\(home)</id>
      <link rel="alternate" type="text/html" href="\(home)"/>
      <link rel="self" type="application/atom+xml" \
      href="\(baseURL.address(of: Self.address).xmlEscaped)"/>
      <updated>\(Self.moment(newest))</updated>
      <author><name>\(course.title.xmlEscaped)</name></author>

      """
    if !course.description.isEmpty {
      text += "<subtitle>\(course.description.xmlEscaped)</subtitle>\n"
    }
    if let license = course.license { text += "<rights>\(license.xmlEscaped)</rights>\n" }
    text += entries.map(text(of:)).joined()
    return SiteFile(Self.address, text: text + "</feed>\n")
  }

  /// Newest first.
  private static func entries(among pages: [PublishedPage]) -> [Entry] {
    let entries = pages.compactMap { page in page.date.map { Entry(page: page, date: $0) } }
    return Array(
      entries.sorted { ($1.date, $0.page.address) < ($0.date, $1.page.address) }.prefix(limit))
  }

  private struct Entry {
    let page: PublishedPage
    let date: String

    var lastDay: String { max(date, page.updated ?? date) }
  }

  private func text(of entry: Entry) -> String {
    let page = entry.page
    let tags = page.tags.map { "<category term=\"\($0.xmlEscaped)\"/>\n" }.joined()
    let summary =
      page.description.isEmpty ? "" : "<summary>\(page.description.xmlEscaped)</summary>\n"
    return """
      <entry>
      <title>\(page.title.xmlEscaped)</title>
      <id>\(identifier(of: entry).xmlEscaped)</id>
      <link rel="alternate" type="text/html" \
      href="\(baseURL.address(of: page.address).xmlEscaped)"/>
      <published>\(Self.moment(entry.date))</published>
      <updated>\(Self.moment(entry.lastDay))</updated>
      \(tags)\(summary)</entry>

      """
  }

  /// As RFC 4151 has it: it stays when the site moves to `https` or to another folder.
  private func identifier(of entry: Entry) -> String {
    let path = BaseURL.rooted(entry.page.address, below: "")
    return "tag:\(baseURL.host),\(entry.date):\(path)"
  }

  private static func moment(_ day: String) -> String { "\(day)T00:00:00Z" }
}
