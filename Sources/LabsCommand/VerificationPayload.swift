import CourseModel
import LabRunner

/// What `labs verify --json` tells.
struct VerificationPayload: Encodable {
  struct Score: Encodable {
    let caught: Int
    let faults: Int
  }

  struct TrialPayload: Encodable {
    let kind: Trial.Kind
    let round: Int
    let step: String?
    let title: String
    let place: String
    let passed: Bool
    let message: String?
    let remedy: String?
    let milliseconds: Int
  }

  struct Limit: Encodable {
    let step: String
    let onlyOnAWS: [String]
  }

  let lab: String
  let labVersion: String
  let target: String
  let score: Score
  let trials: [TrialPayload]

  /// What only a real account can show.
  let limits: [Limit]

  init(_ verification: Verification, target: Target) {
    lab = verification.lab.id.text
    labVersion = verification.lab.digest.short
    self.target = target.description
    score = Score(caught: verification.score.caught, faults: verification.score.faults)
    trials = verification.trials.map(TrialPayload.init)
    limits = verification.lab.steps.filter { !$0.onlyOnAWS.isEmpty }
      .map { Limit(step: $0.id.text, onlyOnAWS: $0.onlyOnAWS.map(\.text)) }
  }

  var envelope: Envelope<VerificationPayload> {
    let problem = trials.first { !$0.passed }
    return Envelope(
      command: "verify", status: problem == nil ? .ok : .failed, data: self,
      error: problem.map {
        .init(
          code: ExitCode.notPassed.rawValue, message: "\($0.place): \($0.message ?? "")",
          hint: $0.remedy ?? "")
      })
  }
}

extension VerificationPayload.TrialPayload {
  fileprivate init(_ trial: Trial) {
    self.init(
      kind: trial.kind, round: trial.round, step: trial.step?.text, title: trial.title,
      place: trial.place.description, passed: trial.problem == nil,
      message: trial.problem?.message, remedy: trial.problem?.remedy,
      milliseconds: Int(trial.duration / .milliseconds(1)))
  }
}
