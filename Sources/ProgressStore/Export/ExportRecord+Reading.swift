import CourseModel

extension ExportRecord {
  /// `nil` when there is no such record; throws when its members are others.
  init?(_ line: ExportLine) throws {
    switch line.record {
    case "attempt": self = .attempt(try line.body(as: Attempt.self))
    case "hints": self = .hints(try line.body(as: Hints.self))
    case "drill": self = .drill(try line.body(as: Drill.self))
    case "resource": self = .resource(try line.body(as: Resource.self))
    case "binding": self = .binding(try line.body(as: Binding.self))
    default: return nil
    }
  }

  /// Whether what it says is such as labs writes: a chain can be made by anybody.
  var isSound: Bool {
    switch self {
    case .attempt(let attempt):
      attempt.target.isTarget && Outcome(attempt.outcome) != nil && !attempt.run.isEmpty
        && [attempt.labDigest, attempt.stepDigest].allSatisfy(\.isDigest)
        && attempt.progress?.isProgress != false
        && ([attempt.startedAt, attempt.microseconds ?? 0] + attempt.checks.map(\.microseconds))
          .allSatisfy(\.isTime)
    case .hints(let hints): hints.target.isTarget && (0...1_000_000).contains(hints.used)
    case .drill(let drill):
      drill.target.isTarget && drill.startedAt.isTime && drill.mended?.at.isTime != false
    case .resource(let resource):
      resource.target.isTarget && resource.createdAt.isTime && resource.goneAt?.isTime != false
    case .binding(let binding): binding.target.isTarget
    }
  }
}

extension ProgressExport.Heading {
  var isSound: Bool { progress.isProgress && exportedAt.isTime }
}

extension String {
  /// Printed as it is, so nothing that a terminal would obey.
  fileprivate var isTarget: Bool {
    Target(self) != nil && utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  fileprivate var isDigest: Bool { wholeMatch(of: /[0-9a-f]{64}/) != nil }

  fileprivate var isProgress: Bool { wholeMatch(of: /progress-[a-p]{12}/) != nil }
}

extension Int64 {
  /// Milliseconds up to the year 9999, or so many microseconds: eight years.
  fileprivate var isTime: Bool { (0...253_402_300_799_999).contains(self) }
}
