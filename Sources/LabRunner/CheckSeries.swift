import CourseModel

/// Carries out the checks of one step.
struct CheckSeries: Sendable {
  enum Patience: Sendable {
    /// One after the other, once, until one does not pass: is the step in place already?
    case untilFirstFailure
    /// All of them, side by side, once.
    case once
    /// All of them, side by side, each as long as its `retry` says.
    case retrying
  }

  let step: Step
  let environment: [String: String]
  let folder: String

  /// Earlier attempts that found the step not passed; decides which hint is shown.
  let failures: Int

  /// How long the target needs to settle at the most; `nil` when only the check knows.
  let longestRetry: Duration?
  let executor: any ScriptExecutor
  let redactor: Redactor
  let pause: @Sendable (Duration) async throws -> Void

  /// How many checks run at the same time.
  private static let width = 4

  /// In the order of the step, each passed to `each` as soon as those before it are there.
  /// - Throws: `CancellationError`, or `LabsError` when the machine cannot run them.
  func results(
    _ patience: Patience, waiting: @escaping @Sendable (Check, Duration) -> Void = { _, _ in },
    each: (CheckResult) throws -> Void = { _ in }
  ) async throws -> [CheckResult] {
    var results: [CheckResult] = []
    if case .untilFirstFailure = patience {
      for check in step.checks where results.allSatisfy({ $0.verdict == .passed }) {
        results.append(try await result(of: check, retries: false, waiting))
      }
      try results.forEach(each)
      return results
    }
    var retries = false
    if case .retrying = patience { retries = true }
    return try await withThrowingTaskGroup(of: (Int, CheckResult).self) { [retries] group in
      var arrived: [Int: CheckResult] = [:]
      var ordered: [CheckResult] = []
      var upcoming = step.checks.enumerated().makeIterator()
      func startNext() {
        guard let (index, check) = upcoming.next() else { return }
        group.addTask { (index, try await result(of: check, retries: retries, waiting)) }
      }
      for _ in 0..<Self.width { startNext() }
      while let (index, result) = try await group.next() {
        startNext()
        arrived[index] = result
        while let next = arrived[ordered.count] {
          ordered.append(next)
          try each(next)
        }
      }
      return ordered
    }
  }

  /// Of one check alone, once; `nil` when the step has none of that name.
  func result(of id: Slug) async throws -> CheckResult? {
    guard let check = step.checks.first(where: { $0.id == id }) else { return nil }
    return try await result(of: check, retries: false) { _, _ in }
  }

  private func result(
    of check: Check, retries: Bool, _ waiting: @Sendable (Check, Duration) -> Void
  ) async throws -> CheckResult {
    let command = ShellCommand(
      name: "check \(check.id)", text: check.command,
      environment: environment.merging(["LABS_READ_ONLY": "1"]) { $1 }, folder: folder,
      timeout: check.timeout)
    let retry = min(check.retry, longestRetry ?? check.retry)
    var spent = Duration.zero
    var delay = Duration.milliseconds(250)
    while true {
      let result = try await executor.execute(command) { _, _ in }
      guard result.ending != .interrupted else { throw CancellationError() }
      spent += result.duration
      let judgement = Judgement(of: result, for: check)
      guard retries, judgement.verdict == .failed, spent < retry else {
        return self.result(of: check, judgement, after: spent)
      }
      delay = min(delay, retry - spent)
      waiting(check, delay)
      try await pause(delay)
      spent += delay
      delay = min(delay * 2, .seconds(5))
    }
  }

  private func result(
    of check: Check, _ judgement: Judgement, after duration: Duration
  ) -> CheckResult {
    CheckResult(
      id: check.id, title: check.title, verdict: judgement.verdict,
      expected: redactor.redacted(check.expectation.description),
      found: redactor.redacted(judgement.found), command: redactor.redacted(check.command),
      hint: judgement.verdict == .failed ? check.hint(after: failures) : nil, duration: duration)
  }
}

extension Outcome {
  /// Of a step whose checks found this.
  init(of results: [CheckResult]) {
    if results.contains(where: { $0.verdict == .uncheckable }) {
      self = .uncheckable
    } else {
      self = results.allSatisfy { $0.verdict == .passed } ? .passed : .unproven
    }
  }
}
