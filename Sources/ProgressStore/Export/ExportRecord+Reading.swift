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

  /// Whether its words are such as labs writes.
  var isSound: Bool {
    switch self {
    case .attempt(let attempt):
      Target(attempt.target) != nil && Outcome(attempt.outcome) != nil && !attempt.run.isEmpty
        && [attempt.labDigest, attempt.stepDigest].allSatisfy { $0.utf8.count == 64 }
        && attempt.startedAt >= 0 && attempt.microseconds ?? 0 >= 0
    case .hints(let hints): Target(hints.target) != nil && hints.used >= 0
    case .drill(let drill): Target(drill.target) != nil
    case .resource(let resource): Target(resource.target) != nil
    case .binding(let binding): Target(binding.target) != nil
    }
  }
}
