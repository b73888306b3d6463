public import CourseModel

/// Proves a lab on an account of its own: its checks fail before the work and pass after it, each fault
/// is caught and can be put right, nothing is done twice, and nothing is left.
///
/// The account and the journal should be new, and nobody else's.
public struct LabVerifier: Sendable {
  let runner: LabRunner
  let lastWords: LastWords
  let inventory: @Sendable () async throws -> [String: String]

  /// - Parameters:
  ///   - lastWords: The runner's guide.
  ///   - inventory: What is in the account: a fingerprint of each thing, by its name.
  public init(
    _ runner: LabRunner, lastWords: LastWords,
    inventory: @escaping @Sendable () async throws -> [String: String]
  ) {
    self.runner = runner
    self.lastWords = lastWords
    self.inventory = inventory
  }

  /// Goes on behind a problem as far as that makes sense; each trial is passed to `each` as it ends.
  ///
  /// - Throws: `LabsError` for what the machine cannot do, and `CancellationError`.
  public func verify(
    _ lab: Lab, each: @escaping @Sendable (Trial) -> Void = { _ in }
  ) async throws -> Verification {
    var walk = VerificationWalk(lab, by: self, each: each)
    // What only looking brings to life is there before anything is compared.
    for step in lab.steps { _ = try await StepRun(step, of: lab, by: runner).look() }
    let before = try await inventory()
    for round in 1...2 {
      walk.round = round
      let isWhole = try await walk.runSteps()
      if isWhole, round == 1 { try await walk.runAgain() }
      try await walk.cleanSteps()
      try await walk.compare(with: before)
      guard isWhole else { break }
    }
    return walk.verification
  }
}

extension StepRun {
  /// All checks side by side, once.
  func look() async throws -> [CheckResult] {
    try await checks(failures: 0).results(.once)
  }
}
