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
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      if scalar == " " || scalar == "-" {
        slug.append("-")
      } else if isKept(scalar) {
        slug.append(scalar)
      }
    }
    return String(slug)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39, 0x5F: return true
    case 0..<0x80: return false
    default: break
    }
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return false
    }
  }
}
