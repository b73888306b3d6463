extension SiteExtras {
  /// Everything that will be on the site beside its pages and the files that they carry along.
  func addresses(theme: Theme) -> Set<String> {
    Set(
      (theme.assets + theme.rootFiles).map(\.address) + redirects.all.map(\.address)
        + ["404.html", "robots.txt", AtomFeed.address, LLMsText.address, Sitemap.address])
  }
}
