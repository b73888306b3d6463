/// The list of all pages for search engines, as https://www.sitemaps.org/protocol.html has it.
struct Sitemap {
  let baseURL: BaseURL

  /// The protocol's bounds for one file; what is more goes into several, with an index of them.
  var pageLimit = 50_000
  var byteLimit = 50 * 1024 * 1024

  static let address = "sitemap.xml"
  private static let opening = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

  func files(_ pages: [PublishedPage]) -> [SiteFile] {
    let lists = lists(pages)
    if lists.count == 1 { return [SiteFile(Self.address, lists[0])] }
    let parts = lists.enumerated().map { SiteFile("sitemap-\($0.offset + 1).xml", $0.element) }
    let entries = parts.map {
      "<sitemap><loc>\(baseURL.address(of: $0.address).xmlEscaped)</loc></sitemap>\n"
    }
    let index = SiteFile(
      Self.address,
      text: "\(Self.opening)<sitemapindex \(Self.namespace)>\n\(entries.joined())</sitemapindex>\n")
    return [index] + parts
  }

  private func lists(_ pages: [PublishedPage]) -> [[UInt8]] {
    let head = Array("\(Self.opening)<urlset \(Self.namespace)>\n".utf8)
    let tail = Array("</urlset>\n".utf8)
    var lists: [[UInt8]] = []
    var list = head
    var count = 0
    for page in pages {
      let entry = entry(page)
      if count == pageLimit || list.count + entry.utf8.count + tail.count > byteLimit {
        lists.append(list + tail)
        list = head
        count = 0
      }
      list.append(contentsOf: entry.utf8)
      count += 1
    }
    return lists + [list + tail]
  }

  private func entry(_ page: PublishedPage) -> String {
    let day = page.updated.map { "<lastmod>\($0)</lastmod>" } ?? ""
    return "<url><loc>\(baseURL.address(of: page.address).xmlEscaped)</loc>\(day)</url>\n"
  }
}
