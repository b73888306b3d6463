/// `&amp;`, `&#58;`, `&#x3a;` in attribute values.
enum CharacterReference {
  /// A name that is not known here stays as it is; written out again its `&` is escaped, so that
  /// no browser decodes it later.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let start = rest.firstIndex(of: "&") {
      text += rest[..<start]
      rest = rest[rest.index(after: start)...]
      let body = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
      guard let character = character(body) else {
        text.append("&")
        continue
      }
      text.append(character)
      rest = rest[body.endIndex...]
      if rest.first == ";" { rest.removeFirst() }
    }
    return text + rest
  }

  private static func character(_ body: Substring) -> Character? {
    if body.hasPrefix("#x") || body.hasPrefix("#X") { return scalar(body.dropFirst(2), radix: 16) }
    if body.hasPrefix("#") { return scalar(body.dropFirst(), radix: 10) }
    return names[String(body)]
  }

  private static func scalar(_ digits: Substring, radix: Int) -> Character? {
    UInt32(digits, radix: radix).flatMap(Unicode.Scalar.init).map(Character.init)
  }

  private static let names: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":",
    "Tab": "\t", "NewLine": "\n", "sol": "/", "lpar": "(", "rpar": ")", "commat": "@",
  ]
}
