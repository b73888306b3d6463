/// A file as it will lie in the site.
struct SiteFile: Sendable, Hashable {
  /// Relative to the site's root: `sitemap.xml`.
  let address: String
  let bytes: [UInt8]

  init(_ address: String, _ bytes: [UInt8]) {
    self.address = address
    self.bytes = bytes
  }

  init(_ address: String, text: String) {
    self.init(address, Array(text.utf8))
  }
}
