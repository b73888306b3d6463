import CourseModel

/// Pictures, with their dimensions, so that the text does not jump when they arrive.
extension ProseRenderer {
  func writeImage(_ node: MarkdownNode) {
    var attributes = ["src": node.address, "alt": node.plainText]
    if !node.linkTitle.isEmpty { attributes["title"] = node.linkTitle }
    html.raw(image(attributes, at: node, isLinked: rawHTML.isOpen("a")))
  }

  /// An `<img>` with its dimensions; empty when there is no such picture. `isLinked` within raw HTML
  /// that is a link: the sanitizer, which is at work then, cannot be asked here.
  func image(_ attributes: [String: String], at node: MarkdownNode, isLinked: Bool) -> [UInt8] {
    let address = attributes["src"] ?? ""
    let alternative = attributes["alt"] ?? ""
    if AddressPolicy.kind(of: address) == .web {
      return distantPicture(address, alternative, at: node, isLinked: isLinked)
    }
    guard let (source, size) = picture(address, at: node) else { return [] }
    reportSilentPicture(address, alternative, at: node)
    var image = HTMLWriter()
    image.markup("<img src=\"")
    image.address(source)
    image.markup("\" alt=\"")
    image.text(alternative)
    image.markup("\"")
    let width = attributes["width"].flatMap(Int.init)
    if let size {
      let shown = width ?? size.width
      image.raw(" width=\"\(shown)\" height=\"\(max(1, size.height * shown / size.width))\"")
    } else if let width {
      image.raw(" width=\"\(width)\"")
    }
    if let title = attributes["title"] {
      image.markup(" title=\"")
      image.text(title)
      image.markup("\"")
    }
    image.markup(" loading=\"lazy\" decoding=\"async\">")
    return image.bytes
  }

  private func picture(_ address: String, at node: MarkdownNode)
    -> (source: String, size: ImageSize?)?
  {
    if AddressPolicy.kind(of: address) == .imageData { return (address, nil) }
    switch resolver.target(of: address, in: place.file, on: place.page) {
    case .file(let path):
      findings.files.insert(path)
      let target = RelativeAddress.percentEncoded(LinkResolver.address(ofFile: path))
      return (
        RelativeAddress.path(from: place.address, to: target), resolver.files.imageSize(of: path)
      )
    case .outside:
      report(
        .error, at: node, "The picture “\(address)” is not on the site.",
        remedy: "Put it into content/ or labs/.", rule: .brokenLink)
    case .missing(let message, let remedy):
      report(.error, at: node, message, remedy: remedy, rule: .brokenLink)
    case _ where address.isEmpty:
      report(
        .error, at: node, "This picture has no address.",
        remedy: node.kind == .image
          ? "Write one between the round brackets, or take the picture out."
          : "Write one behind “src=”, or take the picture out.", rule: .brokenLink)
    default:
      report(
        .error, at: node, "“\(address)” is not a picture.", remedy: "Name a picture of the course.",
        rule: .brokenLink)
    }
    return nil
  }

  private func reportSilentPicture(_ address: String, _ alternative: String, at node: MarkdownNode)
  {
    let words = alternative.filter { !$0.isWhitespace }.lowercased()
    if words.isEmpty {
      report(
        .warning, at: node, "The picture “\(address)” has no alternative text.",
        remedy: "Say between the square brackets what it shows.", rule: .missingAlternative)
    } else if ["image", "img", "picture", "screenshot", "alttext", "alt"].contains(words) {
      report(
        .warning, at: node, "“\(alternative)” says nothing of what the picture “\(address)” shows.",
        remedy: "Say between the square brackets what one sees on it.", rule: .missingAlternative)
    }
  }

  /// A page shows only what is its own, so a picture elsewhere becomes a link to it.
  private func distantPicture(
    _ address: String, _ alternative: String, at node: MarkdownNode, isLinked: Bool
  ) -> [UInt8] {
    let host = address.split(separator: "/").dropFirst().first ?? ""
    report(
      .warning, at: node, "This picture lies on another host, \(host); the page links to it.",
      remedy: "Put a copy of it into the course.", rule: .pictureElsewhere)
    var link = HTMLWriter()
    let isLinked = isLinked || node.parent?.kind == .link
    if !isLinked {
      link.markup("<a class=\"picture\" href=\"")
      link.address(address)
      link.markup("\" rel=\"noopener\">")
    }
    link.text(alternative.isEmpty ? "Picture" : "Picture: \(alternative)")
    if !isLinked { link.markup("</a>") }
    return link.bytes
  }
}
