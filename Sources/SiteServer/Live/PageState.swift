import CourseModel
import Foundation

/// What a page shows, as digests: so that a page can tell whether it is still up to date.
struct PageState: Encodable {
  /// Another one when anything that the page shows is another: its text, a style, a picture.
  let page: String

  /// Stays the same when nothing but styles changed.
  let text: String

  /// The addresses of its style sheets, as they are written in the page.
  let styles: [String]

  /// - Parameter address: Of the page, percent-encoded; what it refers to is found from there.
  init(html: [UInt8], address: String, site: ServedFolder) {
    let links = Self.values(of: "href", in: html) { tag in
      tag.starts(with: "<link ".utf8) && tag.contains("rel=\"stylesheet\"".utf8)
    }
    var text = html
    for link in links.reversed() { text.removeSubrange(link) }
    styles = links.map { String(decoding: html[$0], as: UTF8.self).unescapedAmpersands }

    let shown = ["src", "poster", "srcset"].flatMap { attribute in
      Self.values(of: attribute, in: html) { _ in true }.flatMap { value in
        let text = String(decoding: html[value], as: UTF8.self).unescapedAmpersands
        return attribute == "srcset" ? Self.candidates(text) : [text]
      }
    }
    let contents = Self.digests(of: shown, from: address, site)
    self.text = Digest(of: text + contents.utf8).short
    page = Digest(of: html + (contents + Self.digests(of: styles, from: address, site)).utf8).short
  }

  /// The addresses of `one.png 1x, two.png 2x`.
  private static func candidates(_ sourceSet: String) -> [String] {
    sourceSet.split(separator: ",").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  private static func digests(of links: [String], from address: String, _ site: ServedFolder)
    -> String
  {
    let page = URL(string: "http://site\(address)")
    return links.map { link in
      guard let url = URL(string: link, relativeTo: page), url.host == "site",
        case .file(let file) = site.find(url.path(percentEncoded: true))
      else { return "-" }
      return site.digest(of: file)
    }.joined(separator: " ")
  }

  /// Where the values of an attribute are, in the tags that qualify. The generator writes all
  /// attributes in double quotes, and no `>` in them.
  private static func values(
    of attribute: String, in html: [UInt8], where qualifies: (ArraySlice<UInt8>) -> Bool
  ) -> [Range<Int>] {
    let name = Array(" \(attribute)=\"".utf8)
    var found: [Range<Int>] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
      let tag = rest[start..<end]
      if let value = tag.firstRange(of: name)?.upperBound, qualifies(tag),
        let quote = tag[value...].firstIndex(of: UInt8(ascii: "\""))
      {
        found.append(value..<quote)
      }
      rest = rest[end...]
    }
    return found
  }
}

extension String {
  fileprivate var unescapedAmpersands: String { replacing("&amp;", with: "&") }
}
