/// What of a page's HTML decides how heavy a visit may be, and is.
struct PageWeight {
  /// What stands between the tags within `<main>`, and the addresses of other sites in its links.
  private(set) var words: [UInt8] = []

  /// How many `<section>` there are within `<main>`: the steps of a lab, each with a frame of its own.
  private(set) var sections = 0

  /// The addresses in `<link rel="stylesheet">` that are the site's own, as they are written.
  private(set) var styles: [String] = []

  /// The addresses in `<script>`, likewise.
  private(set) var scripts: [String] = []

  init(_ html: [UInt8]) {
    var isMain = false
    var place = 0
    while let start = html[place...].firstIndex(of: UInt8(ascii: "<")) {
      if isMain { words += html[place..<start] }
      guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else { return }
      let tag = html[start...end]
      if tag.starts(with: "<main".utf8) { isMain = true }
      if tag.starts(with: "</main".utf8) { isMain = false }
      if isMain, tag.starts(with: "<section".utf8) { sections += 1 }
      if isMain, tag.starts(with: Self.linkElsewhere) {
        words += tag.dropFirst(Self.linkElsewhere.count).prefix { $0 != UInt8(ascii: "\"") }
      }
      if tag.starts(with: "<script".utf8) { scripts += Self.own(tag, "src=\"") }
      if tag.starts(with: "<link".utf8) {
        let text = String(decoding: tag, as: UTF8.self)
        if text.contains("stylesheet") { styles += Self.own(tag, "href=\"") }
      }
      place = end + 1
    }
  }

  private static let linkElsewhere = Array("<a href=\"https://".utf8)

  private static func own(_ tag: ArraySlice<UInt8>, _ attribute: String) -> [String] {
    let text = String(decoding: tag, as: UTF8.self)
    guard let start = text.firstRange(of: attribute)?.upperBound else { return [] }
    let address = String(text[start...].prefix { $0 != "\"" })
    return AddressPolicy.kind(of: address) == .local ? [address] : []
  }
}
