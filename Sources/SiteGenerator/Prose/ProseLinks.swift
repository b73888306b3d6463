import CourseModel

/// Links.
extension ProseRenderer {
  func beginLink(_ node: MarkdownNode) {
    let address = node.address
    html.markup("<a")
    if let href = href(for: address, at: node) {
      html.markup(" href=\"")
      html.address(href)
      html.markup("\"")
      if AddressPolicy.kind(of: href) == .web { html.markup(" rel=\"noopener\"") }
    }
    writeTitle(node.linkTitle)
    html.markup(">")
    if !address.isEmpty, node.showsNothing { nameByAddress(node) }
  }

  /// `[](costs.md)`: nobody would see it, and a screen reader could not say where it leads.
  private func nameByAddress(_ node: MarkdownNode) {
    report(
      .warning, at: node, "The link to “\(node.address)” has no text.",
      remedy: "Say between the square brackets where it leads.", rule: .unfinishedLink)
    html.text(node.address)
  }

  /// What to write for a link's address; `nil` when there is nothing that it may lead to.
  func href(for address: String, at node: MarkdownNode) -> String? {
    guard !address.isEmpty else {
      report(
        .error, at: node, "This link has no address.",
        remedy: "Write one between the round brackets, or take the link out.", rule: .brokenLink)
      return nil
    }
    switch resolver.target(of: address, in: place.file, on: place.page) {
    case .outside(let address): return address
    case .page(let page, let fragment): return pageLink(page, fragment, address, node)
    case .file(let path):
      findings.files.insert(path)
      return RelativeAddress.path(
        from: place.address, to: RelativeAddress.percentEncoded(LinkResolver.address(ofFile: path)))
    case .missing(let message, let remedy):
      report(.error, at: node, message, remedy: remedy, rule: .brokenLink)
    case .refused(let scheme):
      report(
        .warning, at: node, "A link to “\(scheme):” is taken out: a page must not point there.",
        remedy: "Link to a file of the course, or to an address on the web.", rule: .removedHTML)
    }
    return nil
  }

  private func pageLink(_ page: Int, _ named: String?, _ written: String, _ node: MarkdownNode)
    -> String
  {
    let fragment = page == place.page ? named.map(anchor(meantBy:)) : named
    if let fragment {
      findings.anchorLinks.append(
        AnchorLink(page: page, fragment: fragment, written: written, place: textPlace(of: node)))
    }
    let ending = fragment.map { "#\($0)" } ?? ""
    if page == place.page {
      return ending.isEmpty ? RelativeAddress.name(of: place.address) : ending
    }
    let target = RelativeAddress.percentEncoded(resolver.map.pages[page].address)
    return RelativeAddress.path(from: place.address, to: target) + ending
  }

  /// GitHub finds a heading in whatever letters it is asked for; a browser takes them as they are.
  private func anchor(meantBy fragment: String) -> String {
    let lowercase = fragment.lowercased()
    guard lowercase != fragment else { return fragment }
    let isAuthors = ["\"", "'"].contains { markdown.text.contains("=\($0)\(fragment)\($0)") }
    return isAuthors ? fragment : lowercase
  }

  private func writeTitle(_ title: String) {
    guard !title.isEmpty else { return }
    html.markup(" title=\"")
    html.text(title)
    html.markup("\"")
  }
}

extension MarkdownNode {
  /// Nothing but blanks is within it.
  fileprivate var showsNothing: Bool {
    var child = firstChild
    while let node = child {
      switch node.kind {
      case .softBreak, .lineBreak: child = node.next
      case .text where node.literal.allSatisfy { $0 == UInt8(ascii: " ") }: child = node.next
      default: return false
      }
    }
    return true
  }
}
