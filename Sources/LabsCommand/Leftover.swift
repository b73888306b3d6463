import CloudTarget
import CourseModel

/// What could not be removed.
struct Leftover: Encodable {
  let resource: String
  let step: String
  let reason: String
  let look: String?

  init(entry: LedgerEntry, result: RemovedResource) {
    resource = entry.title
    step = entry.step.text
    reason = result.reason ?? ""
    look = result.look.flatMap { $0.isEmpty ? nil : $0 }
  }

  enum CodingKeys: CodingKey {
    case resource, step, reason, look
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(resource, forKey: .resource)
    try container.encode(step, forKey: .step)
    try container.encode(reason, forKey: .reason)
    try container.encode(look, forKey: .look)
  }
}
