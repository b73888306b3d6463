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

  /// What is left without markup.
  var plainText: String {
    if let only = firstChild, only.next == nil, only.kind == .text { return only.literalText }
    var text: [UInt8] = []
    walk { node, event in
      guard event == .enter else { return }
      switch node.kind {
      case .text, .code: text.append(contentsOf: node.literal)
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      default: break
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
