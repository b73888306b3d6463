import CourseModel

/// A YAML value and where it is written.
struct YAMLNode {
  enum Value {
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  let value: Value
  let location: SourceLocation
}

/// A key of a mapping and its value, in the order of the file.
struct YAMLEntry {
  let key: String
  let location: SourceLocation
  let node: YAMLNode
}

extension YAMLNode {
  /// A key without a value, `~` or `null`.
  var isNull: Bool { json == .null }

  /// The text of any scalar, as it is written: `title: 2026` is a title.
  var text: String? {
    guard case .scalar(let text, _) = value, !isNull else { return nil }
    return text
  }

  /// As JSON would read it: what is in quotes is text; so is a plain word that is neither a JSON
  /// number, `true`, `false` nor `null`. YAML 1.1's other readings (`yes`, `0x1F`, `12:30`, a
  /// number with zeros in front, which an account id may have) are text, as in YAML 1.2's JSON
  /// schema.
  var json: JSONValue {
    switch value {
    case .scalar(let text, isPlain: false): .string(text)
    case .scalar(let text, isPlain: true): JSONValue(plain: text)
    case .sequence(let nodes): .array(nodes.map(\.json))
    case .mapping(let entries):
      .object(Dictionary(entries.map { ($0.key, $0.node.json) }) { _, last in last })
    }
  }

  /// For *…, found “first”.*
  var found: String {
    switch value {
    case .scalar where isNull: "nothing"
    case .scalar(let text, _): "“\(text.quotable)”"
    case .sequence: "a list"
    case .mapping: "keys and values"
    }
  }
}

extension JSONValue {
  fileprivate init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    default:
      if isJSONNumber(text), let number = Double(text), number.isFinite {
        self = .number(number)
      } else {
        self = .string(text)
      }
    }
  }
}

/// Whether the text is a number by RFC 8259, section 6.
func isJSONNumber(_ text: String) -> Bool {
  var rest = Array(text.utf8)[...]
  func dropDigits() -> Int {
    let digits = rest.prefix { $0.isDigit }.count
    rest = rest.dropFirst(digits)
    return digits
  }
  func drop(_ characters: String) -> Bool {
    guard let first = rest.first, characters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
  _ = drop("-")
  let leadsWithZero = rest.first == UInt8(ascii: "0")
  let whole = dropDigits()
  guard whole > 0, !(leadsWithZero && whole > 1) else { return false }
  if drop("."), dropDigits() == 0 { return false }
  if drop("eE") {
    _ = drop("+-")
    if dropDigits() == 0 { return false }
  }
  return rest.isEmpty
}
