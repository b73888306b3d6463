/// Block quotes, and GitHub's alerts: quotes that begin with `[!NOTE]`.
extension ProseRenderer {
  func beginQuote(_ node: MarkdownNode) {
    guard let alert = Alert(node) else { return html.markup("<blockquote>\n") }
    alerts.append(node)
    html.raw(
      """
      <div class="alert \(alert.rawValue)" role="note"><p class="alert-title">\(alert.title)</p>

      """)
  }

  func endQuote(_ node: MarkdownNode) {
    if alerts.last == node {
      alerts.removeLast()
      html.markup("</div>\n")
    } else {
      html.markup("</blockquote>\n")
    }
  }

  func isAlertMarker(_ text: MarkdownNode) -> Bool {
    guard let alert = alerts.last else { return false }
    return alert.firstChild?.firstChild == text
  }

  func followsAlertMarker(_ node: MarkdownNode) -> Bool {
    node.previous.map(isAlertMarker) ?? false
  }

  func isOnlyAlertMarker(_ paragraph: MarkdownNode) -> Bool {
    guard let text = paragraph.firstChild, text.next == nil else { return false }
    return isAlertMarker(text)
  }
}

/// The five kinds that GitHub knows.
enum Alert: String {
  case note, tip, important, warning, caution

  /// `nil` when the quote is just a quote.
  init?(_ quote: MarkdownNode) {
    guard let text = quote.firstChild?.firstChild, text.kind == .text,
      text.next == nil || text.next?.kind == .softBreak || text.next?.kind == .lineBreak
    else { return nil }
    let marker = text.literalText
    guard marker.hasPrefix("[!"), marker.hasSuffix("]") else { return nil }
    self.init(rawValue: marker.dropFirst(2).dropLast().lowercased())
  }

  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
