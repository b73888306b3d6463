import CourseModel
import Foundation

/// The one JSON document that a command prints with `--json`.
struct Envelope<Payload: Encodable>: Encodable {
  enum Status: String, Encodable {
    case ok
    case failed
  }

  struct Failure: Encodable {
    let code: Int32
    let message: String
    let hint: String
  }

  let schemaVersion = 1
  let command: String
  let status: Status
  let data: Payload?
  var warnings: [String] = []
  var error: Failure?

  enum CodingKeys: CodingKey {
    case schemaVersion, command, status, data, warnings, error
  }

  /// Every key is always there: what is missing is `null`.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(command, forKey: .command)
    try container.encode(status, forKey: .status)
    try container.encode(data, forKey: .data)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(error, forKey: .error)
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("An envelope holds only values that JSON has.")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The payload of a command that has nothing to tell but its status.
struct NoPayload: Encodable {}

extension Envelope where Payload == NoPayload {
  static func failure(_ error: LabsError, command: String) -> Envelope {
    Envelope(
      command: command, status: .failed, data: nil,
      error: Failure(code: error.code.rawValue, message: error.message, hint: error.hint))
  }
}
