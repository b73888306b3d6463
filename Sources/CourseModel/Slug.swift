/// A name that is safe in a URL, a file name and a database key: lowercase letters, digits and
/// single hyphens between them, 64 characters at most.
public struct Slug: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  public let text: String

  /// `nil` when `text` is not a slug; see ``init(slugifying:)`` for making one of any text.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 64 else { return nil }
    let hyphen = UInt8(ascii: "-")
    var last = hyphen
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case hyphen where last != hyphen: break
      default: return nil
      }
      last = byte
    }
    guard last != hyphen else { return nil }
    self.text = text
  }

  /// The nearest slug to `text`: lowercased, everything else folded into single hyphens.
  /// `nil` when nothing of `text` is a letter or a digit.
  public init?(slugifying text: String) {
    if let slug = Slug(text) {
      self = slug
      return
    }
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    self.init(String(words.joined(separator: "-").prefix(64)).trimmingHyphens())
  }

  public var description: String { text }

  public static func < (left: Slug, right: Slug) -> Bool { left.text < right.text }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let slug = Slug(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a slug.")
    }
    self = slug
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension String {
  fileprivate func trimmingHyphens() -> String {
    var text = self[...]
    while text.hasSuffix("-") { text.removeLast() }
    while text.hasPrefix("-") { text.removeFirst() }
    return String(text)
  }
}
