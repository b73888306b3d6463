import CourseModel

/// Looks at the page for wrong addresses as at any other. It is shown at any depth, so what it leads
/// to has to begin at the host's root.
struct NotFoundChecker {
  let map: SiteMap

  /// Everything on the site that is no page.
  let files: Set<String>

  /// Where the site begins on its host, with a slash at the end.
  let root: String

  /// Whether a page has an id.
  let hasAnchor: (_ page: Int, _ id: String) throws -> Bool

  func diagnostics(of html: [UInt8]) throws -> [Diagnostic] {
    var (ids, twice): (Set<String>, Set<String>) = ([], [])
    var addresses: Set<String> = []
    html.withUnsafeBufferPointer {
      PageAddresses(html: $0).forEach { kind, value in
        let text = String(decoding: value, as: UTF8.self)
        switch kind {
        case .id: if !ids.insert(text).inserted { twice.insert(text) }
        case .address: addresses.insert(text)
        }
      }
    }
    return try twice.sorted().map { id in
      diagnostic(
        "has the id “\(id)” twice, so no link can tell them apart",
        "Rename one of them; ids of templates hold a full stop.", .duplicateID)
    } + addresses.sorted().compactMap { try diagnostic(of: $0, ids: ids) }
  }

  private func diagnostic(of address: String, ids: Set<String>) throws -> Diagnostic? {
    guard AddressPolicy.kind(of: address) == .local else { return nil }
    let link = "shows a link to “\(address)”"
    let remedy = "Correct the template that writes it."
    let (written, fragment) = split(address)
    if written.isEmpty {
      return fragment.isEmpty || fragment == "top" || ids.contains(fragment)
        ? nil : diagnostic("\(link), and has no such id", remedy, .brokenAnchor)
    }
    guard written.hasPrefix("/") else {
      return diagnostic(
        "\(link), and is shown at any depth", "Begin the link with “{{root}}”.", .brokenLink)
    }
    guard written.hasPrefix(root) else { return nil }
    var path = String(written.dropFirst(root.count))
    if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
    path = RelativeAddress.percentDecoded(path) ?? path
    guard let page = map.page(at: path) else {
      if files.contains(path) { return nil }
      let near = (map.pages.map(\.address) + files.sorted()).nearest(to: path)
      return diagnostic(
        "\(link), and the site has no such file",
        near.map { "Did the template mean “\(root)\($0)”?" } ?? remedy, .brokenLink)
    }
    return try fragment.isEmpty || fragment == "top" || hasAnchor(page, fragment)
      ? nil : diagnostic("\(link), and that page has no such id", remedy, .brokenAnchor)
  }

  private func split(_ address: String) -> (path: String, fragment: String) {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? String(parts[1]) : ""
    return (
      String(parts[0].prefix { $0 != "?" }), RelativeAddress.percentDecoded(fragment) ?? fragment
    )
  }

  private func diagnostic(
    _ words: String, _ remedy: String, _ rule: Diagnostic.Rule
  ) -> Diagnostic {
    Diagnostic(
      .error, at: SourceLocation(file: Templates.file("not-found")),
      "The page for wrong addresses \(words).", remedy: remedy, rule: rule)
  }
}
