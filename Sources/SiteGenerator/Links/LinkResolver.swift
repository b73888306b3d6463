import CourseModel

/// Finds what the addresses in a note or a step mean.
struct LinkResolver: Sendable {
  let map: SiteMap
  let files: CourseFiles

  /// Shows what lies in the repository and not on the site.
  var forge: Forge?

  /// Takes down what is asked for.
  var lookups: Lookups?

  /// The same, for one page.
  func noting(_ lookups: Lookups) -> LinkResolver {
    var resolver = self
    resolver.lookups = lookups
    return resolver
  }

  /// `file` is the note or step that the link stands in, `page` the page that shows it.
  func target(of address: String, in file: String, on page: Int) -> LinkTarget {
    switch AddressPolicy.kind(of: address) {
    case .web, .contact: return .outside(address)
    case .imageData: return .refused(scheme: "data")
    case .refused(let scheme): return .refused(scheme: scheme)
    case .local: return localTarget(of: address, in: file, on: page)
    }
  }

  /// Where the site carries a file of the course: `content/` is the site's root.
  static func address(ofFile path: String) -> String {
    path.utf8.starts(with: "content/".utf8) ? String(path.utf8.dropFirst(8)) ?? path : path
  }

  private func localTarget(of address: String, in file: String, on page: Int) -> LinkTarget {
    let (written, fragment) = split(address)
    guard let path = RelativeAddress.percentDecoded(written) else {
      return .missing(
        message: "“\(address)” is not a path.", remedy: "Write it without percent signs.")
    }
    if path.isEmpty { return .page(page, fragment: anchor(fragment, in: map.places[file])) }
    guard let found = RelativeAddress.resolve(path, in: RelativeAddress.folder(of: file)) else {
      return .missing(
        message: "“\(address)” leads out of the course.",
        remedy: "Link to a file of the course, or to an address on the web.")
    }
    lookups?.note(found)
    if let place = map.places[found] {
      return .page(place.page, fragment: anchor(fragment, in: place) ?? place.anchor)
    }
    if let index = map.page(at: LinkResolver.address(ofFile: found)) {
      return .page(index, fragment: fragment)
    }
    return carried(found, written: path, in: file)
  }

  private func split(_ address: String) -> (path: String, fragment: String?) {
    let bytes = address.utf8
    let mark = bytes.firstIndex(of: UInt8(ascii: "#"))
    let path = address[..<(mark ?? bytes.endIndex)].utf8.prefix { $0 != UInt8(ascii: "?") }
    let fragment = mark.map { String(address[bytes.index(after: $0)...]) }
    return (
      String(Substring(path)), fragment.map { RelativeAddress.percentDecoded($0) ?? $0 }
    )
  }

  private func anchor(_ fragment: String?, in place: SiteMap.Place?) -> String? {
    guard let fragment, !fragment.isEmpty else { return nil }
    return (place?.prefix ?? "") + fragment
  }

  private func carried(_ path: String, written: String, in file: String) -> LinkTarget {
    switch files.kind(of: path) {
    case .file where CourseFiles.isPublishable(path): return .file(path)
    case .file, .folder:
      if let forge { return .outside(forge.showing(path)) }
      return .missing(
        message: "“\(written)” is in the course, but not on the site.",
        remedy: "Link to a note, a lab, or a file in content/ or labs/.")
    case .outside:
      return .missing(
        message: "“\(written)” leads out of the course.",
        remedy: "Put a copy of the file into the course.")
    case nil:
      return .missing(
        message: "There is no file “\(written)”.",
        remedy: Self.isHost(written)
          ? "If this is on the web, write “https://\(written)”." : suggestion(for: path, in: file))
    }
  }

  /// `docs.example.org/start`: an address of the web without its beginning.
  private static func isHost(_ written: String) -> Bool {
    let names = written.prefix { $0 != "/" }.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count > 1, let last = names.last, !names.contains("") else { return false }
    return ["com", "org", "net", "io", "dev", "edu", "gov"].contains(last) || names[0] == "www"
  }

  /// The file that was probably meant, as the link should have been written.
  private func suggestion(for path: String, in file: String) -> String {
    let name = RelativeAddress.name(of: path)
    let isEverywhere = ["readme.md", "index.md"].contains(name.lowercased())
    let sources = map.places.keys.filter { $0.hasSuffix(".md") && $0 != file }.sorted()
    let meant =
      isEverywhere
      ? nil
      : sources.first { RelativeAddress.name(of: $0) == name }
        ?? sources.map(RelativeAddress.name(of:)).filter { !$0.isNumbered(like: name) }
        .nearest(to: name).flatMap { near in
          sources.first { RelativeAddress.name(of: $0) == near }
        } ?? files.nearest(to: path)
    guard let meant else { return "Check the path, or take it out." }
    return "Did you mean “\(RelativeAddress.path(from: file, to: meant))”?"
  }
}

extension String {
  /// `week1.md` and `week2.md`: neighbours, of which nobody writes one for the other.
  func isNumbered(like other: String) -> Bool {
    self != other && filter { !$0.isNumber } == other.filter { !$0.isNumber }
  }
}
