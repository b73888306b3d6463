extension MarkdownNode {
  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var child = firstChild
    while let node = child {
      children.append(node)
      child = node.next
    }
    return children
  }

  /// What is left without markup; of a picture its alternative text.
  var plainText: String { text(withPictures: true) }

  /// The same as a page shows it.
  var shownText: String { text(withPictures: true, withEmoji: true) }

  /// What GitHub makes a heading's anchor of: the words on the page, so pictures are left out.
  var anchorText: String { text(withPictures: false) }

  /// Whether there is nothing in it but text without markup.
  var isOneText: Bool { firstChild.map { $0.next == nil && $0.kind == .text } ?? false }

  private func text(withPictures: Bool, withEmoji: Bool = false) -> String {
    if isOneText, let only = firstChild {
      return withEmoji ? only.literalText.withEmoji : only.literalText
    }
    var text: [UInt8] = []
    var picture: MarkdownNode?
    walk { node, event in
      if let skipped = picture {
        if event == .leave, node == skipped { picture = nil }
        return
      }
      guard event == .enter else { return }
      switch node.kind {
      case .text where withEmoji: text.append(contentsOf: node.literalText.withEmoji.utf8)
      case .text, .code: text.append(contentsOf: node.literal)
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      case .image where !withPictures && node != self: picture = node
      default: break
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
