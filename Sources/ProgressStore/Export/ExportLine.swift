import CourseModel
import Foundation

/// A record as one line of JSON: its members, its name in `record`, and in `previous` the SHA-256 of
/// the line before it.
///
/// There is one way to write it: keys in order, nothing between the tokens. What is written otherwise
/// (a key twice, another escape, a byte too many) is not what labs wrote.
struct ExportLine {
  let text: String
  private let members: [String: JSONValue]

  init(_ record: String, _ members: [String: JSONValue], after previous: Digest?) {
    self.members = members.merging([
      "record": .string(record), "previous": .string(previous?.hexadecimal ?? ""),
    ]) { $1 }
    text = JSONValue.object(self.members).description
  }

  init(_ record: String, _ body: some Encodable, after previous: Digest?) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(body))
    guard case .object(let members) = value else {
      preconditionFailure("A record is an object.")
    }
    self.init(record, members, after: previous)
  }

  /// `nil` when it is not as ``text`` would be.
  init?(reading bytes: some Collection<UInt8>) {
    guard case .object(let members)? = Self.value(of: bytes) else { return nil }
    self.members = members
    text = JSONValue.object(members).description
    guard text.utf8.elementsEqual(bytes) else { return nil }
  }

  /// The number in `format`, however the line is written: a newer program may write it otherwise.
  static func format(of bytes: some Collection<UInt8>) -> Int? {
    guard case .object(let members)? = value(of: bytes), members["record"] == .string("export"),
      case .number(let number)? = members["format"]
    else { return nil }
    return Int(exactly: number)
  }

  private static func value(of bytes: some Collection<UInt8>) -> JSONValue? {
    try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }

  var record: String? { string("record") }

  func string(_ name: String) -> String? {
    if case .string(let text)? = members[name] { text } else { nil }
  }

  func body<Body: Decodable>(as type: Body.Type) throws -> Body {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  var digest: Digest { Digest(of: text) }
}
