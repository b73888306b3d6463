@testable import SiteGenerator

/// Whether finished HTML is what a browser takes it for: every element closed in its order, no block
/// in a paragraph, every id once, nothing between `<` and `>` that is not one of our tags.
struct WellFormedness {
  private(set) var problems: [String] = []
  private var open: [String] = []
  private var ids: Set<String> = []

  static let void: Set = ["br", "hr", "img", "wbr", "input"]

  init(_ html: [UInt8]) {
    var at = 0
    while let start = html[at...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = Self.end(of: html[start...]) else {
        problems.append("A tag does not end.")
        return
      }
      read(String(decoding: html[(start + 1)..<end], as: UTF8.self))
      at = end + 1
    }
    if !open.isEmpty { problems.append("Never closed: \(open)") }
  }

  /// Of the tag that begins there: the first `>` outside of quotes.
  private static func end(of html: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    return html.firstIndex {
      if $0 == UInt8(ascii: "\"") { isQuoted.toggle() }
      return $0 == UInt8(ascii: ">") && !isQuoted
    }
  }

  private mutating func read(_ tag: String) {
    if tag.hasPrefix("/") {
      let name = String(tag.dropFirst())
      if open.popLast() != name { problems.append("</\(name)> closes what is not open.") }
      return
    }
    let name = String(tag.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
    if name.isEmpty { problems.append("“<\(tag)>” is no tag.") }
    let scope = open.last { ["p", "table", "caption", "td", "th"].contains($0) }
    if scope == "p", AllowedHTML.blocks.union(["section"]).contains(name) {
      problems.append("<\(name)> in a paragraph.")
    }
    if !Self.void.contains(name) { open.append(name) }
    var rest = tag.dropFirst(name.count)
    while let attribute = rest.prefixMatch(of: #/ ([a-z-]+)(?:="([^"]*)")?/#) {
      let value = String(attribute.2 ?? "")
      if attribute.1 == "id", !ids.insert(value).inserted { problems.append("Twice: #\(value)") }
      if attribute.1.hasPrefix("on") || attribute.1 == "style" { problems.append(tag) }
      if value.contains("<") { problems.append("“<” in \(tag)") }
      rest = rest[attribute.range.upperBound...]
    }
    if !rest.isEmpty { problems.append("“\(rest)” in <\(tag)>") }
  }
}
