/// What stands behind the three backticks: a language, then words and `key=value` pairs.
struct FenceInfo {
  let language: String

  /// Words without a value: `run` in ```` ```sh run ````.
  let words: [String]
  let attributes: [String: String]

  /// A value in double quotes may hold spaces; a backslash keeps the next character.
  init(_ info: String) {
    var words: [String] = []
    var attributes: [String: String] = [:]
    for part in Self.parts(info) {
      if let equals = part.firstIndex(of: "="), equals != part.startIndex {
        attributes[String(part[..<equals])] = String(part[part.index(after: equals)...])
      } else {
        words.append(part)
      }
    }
    language = words.isEmpty ? "" : words.removeFirst().lowercased()
    self.words = words
    self.attributes = attributes
  }

  var title: String? { attributes["title"] }

  /// Mistakes to be caught and their repair: for `labs verify`, not for a reader.
  var isForAuthors: Bool { attributes["fault"] != nil || attributes["repair"] != nil }

  func has(_ word: String) -> Bool { words.contains(word) }

  private static func parts(_ info: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var isEscaped = false
    for character in info {
      if isEscaped {
        part.append(character)
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else {
        part.append(character)
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }
}
