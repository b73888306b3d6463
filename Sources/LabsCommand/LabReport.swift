import CourseModel
import Foundation
import ProgressStore

/// What a bootcamp reads of a student's work at one lab, against one target: a row for each step, as it
/// is recorded. It holds no account number, no secret and no output.
struct LabReport: Encodable {
  struct Row: Encodable {
    let status: StatusReport.Row
    let target: String

    /// Of all attempts together.
    let milliseconds: Int

    /// Of the lab, when it was tried last; `null` when it never was.
    let labVersion: String?

    enum CodingKeys: CodingKey {
      case target, milliseconds, labVersion
    }

    /// In one object with the status.
    func encode(to encoder: any Encoder) throws {
      try status.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(target, forKey: .target)
      try container.encode(milliseconds, forKey: .milliseconds)
      try container.encode(labVersion, forKey: .labVersion)
    }
  }

  let lab: String
  let title: String
  let target: String

  /// The version that lies in the course now.
  let labVersion: String
  let steps: [Row]
  let drills: [DrillPayload]

  var passed: Int { steps.count { $0.status.standing == "passed" } }

  init(of bench: Workbench) throws {
    let status = try StatusReport(of: bench)
    let store = try ProgressStore.lookingUp(in: bench.project.database)
    let sums = try store.sums(of: bench.lab.id, on: bench.target)
    lab = status.lab
    title = status.title
    target = status.target
    labVersion = status.labVersion
    steps = status.steps.map { row in
      Row(row, on: bench.target, Slug(row.step).flatMap { sums[$0] })
    }
    drills = try store.drills(of: bench.lab.id, on: bench.target).map(DrillPayload.init)
  }
}

extension LabReport.Row {
  init(_ status: StatusReport.Row, on target: Target, _ sum: AttemptSum?) {
    self.init(
      status: status, target: target.description,
      milliseconds: Int((sum?.duration ?? .zero) / .milliseconds(1)),
      labVersion: sum?.labDigest.short)
  }
}
