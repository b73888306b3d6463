import CourseModel

/// Everything that a site has beside its pages, their pictures and the theme.
struct SiteExtras {
  let map: SiteMap
  let baseURL: BaseURL?
  let dates: PageDates
  let redirects: Redirects

  /// `nil` when the course names no repository, or one on a host that is not known.
  let forge: Forge?
  private let history: GitHistory

  /// Whether ``files(descriptions:theme:)`` will have a feed: every page says where it is.
  private let hasFeed: Bool

  init(map: SiteMap, baseURL: BaseURL?, history: GitHistory, theme: Theme) {
    self.map = map
    self.baseURL = baseURL
    self.history = history
    dates = PageDates(history: history)
    forge = map.course.repository.flatMap { Forge(repository: $0, prefix: history.prefix) }
    redirects = Redirects(map, rootFiles: theme.rootFiles.map(\.address))
    hasFeed =
      baseURL != nil
      && map.pages.contains { $0.note.map { $0.date != nil && !$0.isDraft } == true }
  }

  /// - Parameter descriptions: By page, in the order of ``SiteMap/pages``.
  func files(descriptions: [String], theme: Theme) -> [SiteFile] {
    let groups = PublishedGroup.all(in: map, descriptions: descriptions, dates: dates)
    let pages = groups.flatMap(\.pages)
    var files = HostingFiles(baseURL: baseURL).files(redirects.all)
    files.append(LLMsText(course: map.course, baseURL: baseURL).file(groups))
    if let baseURL {
      files += Sitemap(baseURL: baseURL).files(pages)
      if let feed = AtomFeed(course: map.course, baseURL: baseURL).file(pages) {
        files.append(feed)
      }
    }
    return files + redirects.pages(theme, course: map.course)
  }

  /// What the instructor should know, and what is no mistake in the course.
  var remarks: [String] {
    var remarks: [String] = []
    if let remark = history.remark,
      map.pages.contains(where: { $0.isDated && dates.updated($0) == nil })
    {
      remarks.append(remark)
    }
    if let repository = map.course.repository, forge == nil {
      remarks.append(
        "Pages have no edit links: it is not known how “\(repository)” addresses them. "
          + "Known are GitHub, GitLab, Bitbucket, Gitea, Forgejo and Codeberg.")
    }
    return remarks
  }

  /// What templates call `site`: the same on every page.
  func templateValues(_ theme: Theme) -> [String: Any] {
    var values: [String: Any] = ["policy": SitePolicy.content]
    if hasFeed { values["feed"] = AtomFeed.address }
    if let baseURL, let image = theme.image(named: "share") {
      values["image"] = baseURL.address(of: image)
    }
    let parts = map.course.language.split(separator: "-")
    if let region = parts.dropFirst().first(where: { $0.count == 2 }) {
      values["locale"] = "\(parts[0])_\(region.uppercased())"
    }
    return values
  }
}
