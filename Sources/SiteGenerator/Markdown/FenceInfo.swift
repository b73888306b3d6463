/// What stands behind the three backticks: a language, then words and `key=value` pairs.
struct FenceInfo {
  /// In lowercase; empty when the first word is an attribute or names lines.
  private(set) var language = ""

  /// Words without a value: `run` in ```` ```sh run ````.
  private(set) var words: [String] = []
  private(set) var attributes: [String: String] = [:]

  /// What stands in braces alone: `1,3-5` of ```` ```sh {1,3-5} ````.
  private(set) var lines: [String] = []

  /// A value may stand in quotes or in braces, and then hold blanks. Braces may touch the language.
  init(_ info: String) {
    var reader = Reader(rest: info.utf8[...])
    while let part = reader.part() {
      if part.name == "{" {
        words.append(part.name)
      } else if part.name.isEmpty, part.value != nil {
        lines.append(part.value ?? "")
      } else if let value = part.value {
        attributes[part.name] = value
      } else if reader.isFirst {
        language = part.name.lowercased()
      } else {
        words.append(part.name)
      }
      reader.isFirst = false
    }
  }

  var title: String? { attributes["title"] }

  /// Mistakes to be caught and their repair: for `labs verify`, not for a reader.
  var isForAuthors: Bool { attributes["fault"] != nil || attributes["repair"] != nil }

  func has(_ word: String) -> Bool { words.contains(word) }
}

extension FenceInfo {
  private struct Reader {
    var rest: Substring.UTF8View
    var isFirst = true

    /// A word, `name=value`, or a value in braces, which has no name.
    mutating func part() -> (name: String, value: String?)? {
      rest = rest.drop { " \t".utf8.contains($0) }
      guard let first = rest.first else { return nil }
      if first == UInt8(ascii: "{") {
        // Code that was begun there.
        let isNumbered = rest.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
        guard isNumbered || rest.contains(UInt8(ascii: "}")) else {
          rest = rest.dropFirst()
          return ("{", nil)
        }
        return ("", enclosed(by: UInt8(ascii: "}")))
      }
      if first == UInt8(ascii: "=") { return (text { !" \t".utf8.contains($0) }, nil) }
      let name = text { !" \t={".utf8.contains($0) }
      guard rest.first == UInt8(ascii: "=") else { return (name, nil) }
      rest.removeFirst()
      return (name, value())
    }

    private mutating func value() -> String {
      switch rest.first {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): enclosed(by: rest.first)
      case UInt8(ascii: "{"): enclosed(by: UInt8(ascii: "}"))
      default: text { !" \t".utf8.contains($0) }
      }
    }

    /// What lies between the first byte and `end`, or the rest.
    private mutating func enclosed(by end: UInt8?) -> String {
      rest.removeFirst()
      let inner = text { $0 != end }
      rest = rest.dropFirst()
      return inner
    }

    private mutating func text(_ isInside: (UInt8) -> Bool) -> String {
      let text = rest.prefix(while: isInside)
      rest = rest[text.endIndex...]
      return String(Substring(text))
    }
  }
}
