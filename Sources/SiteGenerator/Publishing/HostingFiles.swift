import CourseModel

/// What hosts and crawlers read before they read a page.
struct HostingFiles {
  let baseURL: BaseURL?

  /// Of the site's root on its host.
  private var path: String { baseURL?.path ?? "" }

  func files(_ redirects: [Redirect]) -> [SiteFile] {
    var files = [SiteFile("_headers", text: headers), SiteFile("robots.txt", text: robots)]
    if !redirects.isEmpty { files.append(SiteFile("_redirects", text: rules(for: redirects))) }
    // GitHub Pages would otherwise look for what Jekyll leaves out, such as names with “_”.
    return files + [SiteFile(".nojekyll", [])]
  }

  /// For Netlify, Cloudflare Pages and hosts that read the same file. Pages are asked for anew each
  /// time by those hosts' own rule; a file below `assets/` has another name when it changes.
  private var headers: String {
    let policy = SitePolicy.headers.map { "  \($0.name): \($0.value)\n" }.joined()
    return """
      \(path)/*
      \(policy)
      \(path)/assets/*
        Cache-Control: public, max-age=31536000, immutable

      """
  }

  private var robots: String {
    let sitemap = baseURL.map { "\nSitemap: \($0.address(of: Sitemap.address))\n" } ?? ""
    return "User-agent: *\nAllow: /\n\(sitemap)"
  }

  /// With and without the ending of the name: hosts differ in which of them a visitor asks for.
  private func rules(for redirects: [Redirect]) -> String {
    redirects.map { redirect in
      let old = BaseURL.rooted(redirect.address, below: path)
      let new = BaseURL.rooted(redirect.target, below: path)
      let short = old.hasSuffix(".html") ? String(old.dropLast(5)) : nil
      return [old, short].compactMap(\.self).map { "\($0) \(new) 301\n" }.joined()
    }.joined()
  }
}
