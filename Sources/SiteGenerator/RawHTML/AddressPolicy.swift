/// Which addresses a page may point at. Nothing that a browser would run is among them.
enum AddressPolicy {
  enum Kind: Equatable {
    /// `https:`, `http:` or an address that begins with `//`.
    case web
    /// `mailto:` or `tel:`.
    case contact
    /// `data:` with a bitmap image in it.
    case imageData
    /// Without a scheme: a place in the course.
    case local
    /// Everything else: `javascript:`, `vbscript:`, `file:`, …
    case refused(scheme: String)
  }

  /// A path of letters, digits and signs that can be no part of a scheme. Most addresses are.
  private static func isPlain(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    if address.first == UInt8(ascii: "/") { return false }
    return address.allSatisfy { byte in
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
  }

  /// A browser skips control characters and spaces while it looks for the scheme, so they do not
  /// hide one here either.
  static func kind(of address: String) -> Kind {
    var address = address
    if address.withUTF8(isPlain) { return .local }
    let visible = address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    if visible.starts(with: "//".unicodeScalars) || visible.starts(with: "/\\".unicodeScalars)
      || visible.starts(with: "\\".unicodeScalars)
    {
      return .web
    }
    guard
      let end = visible.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }),
      visible[end] == ":"
    else { return .local }
    let scheme = String(String.UnicodeScalarView(visible[..<end])).lowercased()
    switch scheme {
    case "http", "https": return .web
    case "mailto", "tel": return .contact
    case "data":
      let rest = String(String.UnicodeScalarView(visible[visible.index(after: end)...]))
      let isBitmap = ["png", "jpeg", "gif", "webp", "avif"].contains {
        rest.lowercased().hasPrefix("image/\($0);base64,")
      }
      return isBitmap ? .imageData : .refused(scheme: scheme)
    default: return .refused(scheme: scheme)
    }
  }
}
