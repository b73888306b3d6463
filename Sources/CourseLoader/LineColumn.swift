/// A place in a text, both counted from 1, the column in Unicode scalars.
struct LineColumn: Equatable {
  var line = 1
  var column = 1

  func character(in text: String) -> Character? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return nil }
    return lines[line - 1].unicodeScalars.dropFirst(column - 1).first.map(Character.init)
  }

  /// What comes before the place in its line.
  func textBefore(in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    return String(lines[line - 1].unicodeScalars.prefix(column - 1))
  }

  /// Of the first character that YAML 1.1 does not allow in a file (section 5.1); the beginning
  /// when there is none.
  static func ofFirstForbidden(in text: String) -> LineColumn {
    var place = LineColumn()
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        place = LineColumn(line: place.line + 1)
      } else if scalar.isAllowedInYAML {
        place.column += 1
      } else {
        return place
      }
    }
    return LineColumn()
  }
}

extension Character {
  /// For example `U+001B`.
  var codePoint: String {
    let digits = String(unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}

extension Unicode.Scalar {
  fileprivate var isAllowedInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0x1_0000...0x10_FFFF: true
    case 0xE000...0xFFFD: value != 0xFEFF
    default: false
    }
  }
}
