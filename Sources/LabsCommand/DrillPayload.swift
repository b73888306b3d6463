import CourseModel
import Foundation
import ProgressStore

/// A drill, as it is told to programs.
struct DrillPayload: Encodable {
  /// `null` while it is open, as is the title: it would tell what is broken.
  let step: String?
  let title: String?
  let startedAt: Date

  /// `null` while it is open.
  let mendedAt: Date?

  init(_ drill: Drill) {
    step = drill.mendedAt == nil ? nil : drill.step.text
    title = drill.mendedAt == nil ? nil : drill.title
    startedAt = drill.startedAt.date
    mendedAt = drill.mendedAt?.date
  }

  enum CodingKeys: CodingKey {
    case step, title, startedAt, mendedAt
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(step, forKey: .step)
    try container.encode(title, forKey: .title)
    try container.encode(startedAt, forKey: .startedAt)
    try container.encode(mendedAt, forKey: .mendedAt)
  }
}

extension ProgressStore {
  /// Those that are under way where a command works.
  func openDrills(at bench: Workbench) throws -> [Drill] {
    try drills(of: bench.lab.id, on: bench.target).filter { $0.mendedAt == nil }
  }
}
