import CourseModel

extension SiteMap {
  /// What stands around a page's text, as ``SearchReader`` reads it.
  func searchHeading(of index: Int) -> SearchReader.Heading {
    let page = pages[index]
    let group = groups[page.group]
    let isPart = page.group > 0 && index != group.pages.lowerBound
    return SearchReader.Heading(
      address: page.address, title: page.title, group: isPart ? group.title : "",
      lead: page.description, isSearched: page.note?.isSearched ?? true)
  }
}
