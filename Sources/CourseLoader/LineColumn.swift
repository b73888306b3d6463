/// A place in a text, both counted from 1, the column in Unicode scalars.
struct LineColumn: Equatable {
  var line = 1
  var column = 1

  func character(in text: String) -> Character? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return nil }
    return lines[line - 1].unicodeScalars.dropFirst(column - 1).first.map(Character.init)
  }

  /// Behind the last character.
  static func end(of text: String) -> LineColumn {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return LineColumn(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  /// In bytes; of the end when the text is shorter.
  func offset(in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(line)
    guard lines.count == line, let last = lines.last else { return text.utf8.count }
    let before = lines.dropLast().reduce(0) { $0 + $1.utf8.count + 1 }
    return before + String(last.unicodeScalars.prefix(column - 1)).utf8.count
  }

  /// What comes before the place in its line.
  func textBefore(in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    return String(lines[line - 1].unicodeScalars.prefix(column - 1))
  }

  /// Of the first character that YAML 1.1 does not allow in a file (section 5.1), or that it alone
  /// takes for the end of a line.
  static func ofFirstForbidden(in text: String) -> LineColumn? {
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
    return nil
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
    case 0x2028, 0x2029: false
    case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0x1_0000...0x10_FFFF: true
    case 0xE000...0xFFFD: value != 0xFEFF
    default: false
    }
  }
}
