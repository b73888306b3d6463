/// Lets the harmless part of a note's raw HTML through, and keeps the page well-formed: an end tag
/// closes only what raw HTML opened in the same block, and what stays open is closed with it.
struct RawHTMLSanitizer {
  /// What the page makes of the addresses, pictures and anchors of raw HTML.
  struct Links {
    /// The address to write for a link; `nil` takes the link away.
    let href: (String) -> String?

    /// A whole `<img>` for the attributes that were written, `isLinked` within an `<a>`; empty takes
    /// the picture away.
    let image: (_ attributes: [String: String], _ isLinked: Bool) -> [UInt8]

    /// Is told each anchor; answers whether it may be written.
    let anchor: (String) -> Bool

    /// Is told what was taken out: `<script>`, `onclick`.
    let refused: (String) -> Void

    /// Is told when elements are left out because they lie too deep.
    let tooDeep: () -> Void

    /// Is asked what a block does to what surrounds the raw HTML.
    let block: () -> BlockEffect

    /// Is told where a tag begins, in bytes, before anything in it is asked for or said.
    let reached: (Int) -> Void
  }

  enum BlockEffect {
    case fits

    /// As in a browser: a paragraph holds no block.
    case endsParagraph

    /// Its content stays where it is.
    case isLeftOut
  }

  /// Browsers give up at about 500, and an end tag looks through all that is open.
  static let nesting = 100

  private var open: [String] = []

  /// How many elements are open; the mark for ``close(to:_:)``.
  var depth: Int { open.count }

  func isOpen(_ name: String) -> Bool { open.contains(name) }

  /// Closes what was opened since `depth` was the mark.
  mutating func close(to depth: Int, _ html: inout HTMLWriter) {
    while open.count > depth, let name = open.popLast() { end(name, &html) }
  }

  /// `mark` is the ``depth`` at which the surrounding block began.
  mutating func write(
    _ literal: UnsafeBufferPointer<UInt8>, since mark: Int, to html: inout HTMLWriter, links: Links
  ) {
    var tokens = HTMLTokenizer(literal)
    while true {
      links.reached(tokens.at)
      guard let token = tokens.next() else { return }
      switch token {
      case .text(let bytes): text(bytes, &html)
      case .ignored: continue
      case .end(let name):
        close(AllowedHTML.successors[name]?.0 ?? name, since: mark, &html)
      case .start(let name, let attributes):
        let isBlock = AllowedHTML.blocks.contains(AllowedHTML.successors[name]?.0 ?? name)
        if isBlock, !makeRoomForBlock(since: mark, &html, links) { continue }
        if AllowedHTML.elements[name] != nil {
          if open.count < Self.nesting || AllowedHTML.void.contains(name) {
            start(name, attributes, &html, links)
          } else {
            links.tooDeep()
          }
        } else if let (successor, style) = AllowedHTML.successors[name], open.count < Self.nesting {
          html.raw("<\(successor) class=\"\(style)\">")
          open.append(successor)
        } else if !AllowedHTML.transparent.contains(name) {
          links.refused("<\(name)>")
          if AllowedHTML.droppedWithContent.contains(name) { tokens.skipContent(of: name) }
        }
      }
    }
  }

  /// A paragraph holds no other block, so what follows the lines of raw HTML is not in it.
  mutating func closeParagraph(since mark: Int, _ html: inout HTMLWriter) {
    close("p", since: mark, &html)
  }

  /// Ends the paragraph that a block begins in, as the HTML standard has it (13.2.6.4.7, “has a p
  /// element in button scope”). Whether the block may be there.
  private mutating func makeRoomForBlock(
    since mark: Int, _ html: inout HTMLWriter, _ links: Links
  ) -> Bool {
    let around = open[min(mark, open.count)...]
    let scope = around.lastIndex { ["p", "table", "caption", "td", "th"].contains($0) }
    if let scope {
      if open[scope] == "p" { close(to: scope, &html) }
      return true
    }
    switch links.block() {
    case .fits: return true
    case .isLeftOut: return false
    case .endsParagraph:
      close(to: mark, &html)
      html.markup("</p>\n")
      return true
    }
  }

  private mutating func close(_ name: String, since mark: Int, _ html: inout HTMLWriter) {
    guard let at = open.lastIndex(of: name), at >= mark else { return }
    close(to: at, &html)
  }

  private mutating func start(
    _ name: String, _ attributes: [HTMLAttribute], _ html: inout HTMLWriter, _ links: Links
  ) {
    for attribute in attributes where !AllowedHTML.allows(attribute.name, on: name) {
      if attribute.name.hasPrefix("on") { links.refused(attribute.name) }
    }
    let allowed = attributes.filter { AllowedHTML.allows($0.name, on: name) }
    if name == "img" {
      let values = allowed.map { ($0.name, $0.value) }
      html.raw(links.image(Dictionary(values) { first, _ in first }, isOpen("a")))
      return
    }
    html.markup("<")
    html.raw(name)
    for attribute in allowed { write(attribute, &html, links) }
    html.markup(">")
    if !AllowedHTML.void.contains(name) { open.append(name) }
  }

  private func write(_ attribute: HTMLAttribute, _ html: inout HTMLWriter, _ links: Links) {
    var (name, value) = (attribute.name, attribute.value)
    switch name {
    case "href":
      guard let address = links.href(value) else { return }
      html.markup(" href=\"")
      html.address(address)
      html.markup("\"")
      if AddressPolicy.kind(of: address) == .web { html.markup(" rel=\"noopener\"") }
      return
    case "id", "name":
      guard Self.isPlainName(value), links.anchor(value) else { return }
      name = "id"
    case "align":
      guard ["left", "center", "right"].contains(value.lowercased()) else { return }
      (name, value) = ("class", value.lowercased())
    default: break
    }
    html.markup(" ")
    html.raw(name)
    html.markup("=\"")
    html.text(value)
    html.markup("\"")
  }

  /// A full stop stands only between digits, as in `1.2.0`: ids of templates hold one, too, `fn.1`.
  private static func isPlainName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
    }
      && zip(parts, parts.dropFirst()).allSatisfy {
        $0.last?.isNumber == true && $1.first?.isNumber == true
      }
  }

  private func end(_ name: String, _ html: inout HTMLWriter) {
    html.markup("</")
    html.raw(name)
    html.markup(">")
  }

  /// Text between tags: references stay, every other special character is escaped.
  private func text(_ bytes: ArraySlice<UInt8>, _ html: inout HTMLWriter) {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "<"): html.markup("&lt;")
      case UInt8(ascii: ">"): html.markup("&gt;")
      case UInt8(ascii: "&") where !Self.beginsReference(bytes[(index + 1)...]):
        html.markup("&amp;")
      default: html.byte(bytes[index])
      }
    }
  }

  private static func beginsReference(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix(32).prefix {
      $0 == UInt8(ascii: "#") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        || (0x61...0x7A).contains($0)
    }
    return !name.isEmpty && bytes[name.endIndex...].first == UInt8(ascii: ";")
  }
}
