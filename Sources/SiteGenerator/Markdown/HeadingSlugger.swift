/// Names headings as GitHub does, so that links that work there work here.
///
/// The rule: lowercase, drop all but letters, marks, decimal digits, connector punctuation,
/// hyphens and spaces, then make each space a hyphen; a name that is taken gets `-1`, `-2`, …
struct HeadingSlugger {
  private var occurrences: [String: Int] = [:]

  mutating func slug(for heading: String) -> String {
    let base = Self.base(of: heading)
    var slug = base
    while occurrences[slug] != nil {
      occurrences[base, default: 0] += 1
      slug = "\(base)-\(occurrences[base, default: 0])"
    }
    occurrences[slug] = 0
    return slug
  }

  static func base(of heading: String) -> String {
    if heading.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(unsafeUninitializedCapacity: heading.utf8.count) { slug in
        var count = 0
        for byte in heading.utf8 {
          guard let byte = kept(byte) else { continue }
          slug[count] = byte
          count += 1
        }
        return count
      }
    }
    var slug = String.UnicodeScalarView()
    for scalar in lowercased(heading) {
      if scalar.isASCII {
        if let byte = kept(UInt8(truncatingIfNeeded: scalar.value)) {
          slug.append(Unicode.Scalar(byte))
        }
      } else if isKept(scalar) {
        slug.append(scalar)
      }
    }
    return String(slug)
  }

  /// What becomes of an ASCII character.
  private static func kept(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "-"): byte
    case 0x41...0x5A: byte + 0x20
    case UInt8(ascii: " "): UInt8(ascii: "-")
    default: nil
    }
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return false
    }
  }

  /// The standard library does not know the sigma that ends a word (Unicode, 3.13: Final_Sigma).
  private static func lowercased(_ text: String) -> String.UnicodeScalarView {
    guard text.unicodeScalars.contains("Σ") else { return text.lowercased().unicodeScalars }
    let scalars = Array(text.unicodeScalars)
    var lowercase = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isFinal =
        scalar == "Σ" && isCased(scalars[..<index].reversed())
        && !isCased(scalars[(index + 1)...])
      lowercase.append(contentsOf: isFinal ? "ς".unicodeScalars : lowercased(scalar))
    }
    return lowercase
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    scalar.properties.lowercaseMapping.unicodeScalars
  }

  /// Whether the first of `scalars` that says anything about case is a letter with one.
  private static func isCased(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
  }
}
