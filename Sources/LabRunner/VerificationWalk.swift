import CourseModel

/// One verification on its way.
struct VerificationWalk {
  private(set) var verification: Verification
  var round = 1

  private let lab: Lab
  private let verifier: LabVerifier
  private let each: @Sendable (Trial) -> Void
  private let clock = ContinuousClock()

  var runner: LabRunner { verifier.runner }

  init(_ lab: Lab, by verifier: LabVerifier, each: @escaping @Sendable (Trial) -> Void) {
    self.lab = lab
    self.verifier = verifier
    self.each = each
    verification = Verification(lab: lab)
  }

  /// Runs every step between a look before and a look after; in the first round it then tries the
  /// step's faults. `false` when a step could not be brought into place.
  mutating func runSteps() async throws -> Bool {
    for step in lab.steps {
      let run = StepRun(step, of: lab, by: runner)
      try await lookBefore(run)
      guard try await perform(run) else { return false }
      if round == 1 { try await tryFaults(of: run) }
    }
    return true
  }

  private mutating func lookBefore(_ run: StepRun) async throws {
    let began = clock.now
    let results = try await run.look()
    let words = results.filter { $0.verdict != .failed }.map(\.wordsWhereFailureWasDue)
    note(
      .failsBefore, of: run.step, "Every check fails before the script ran",
      words.isEmpty
        ? nil
        : .init(
          message: words.joined(separator: " "),
          remedy: "Let the check ask for something that only this step's script makes."),
      at: results.first { $0.verdict != .failed }.flatMap {
        run.step.check(named: $0.id.text)?.location
      },
      since: began)
  }

  /// Whether the step is in place afterwards.
  private mutating func perform(_ run: StepRun) async throws -> Bool {
    let began = clock.now
    let result = try await runner.perform(run, failures: 0)
    if result.outcome == .interrupted { throw CancellationError() }
    let isRun = !result.checks.isEmpty || result.outcome == .passed
    note(
      .runs, of: run.step, "The script succeeds",
      isRun ? nil : failure(of: "The script", result.outcome),
      at: run.scripts(.run).first?.location, since: began)
    guard isRun else { return false }
    let missed = result.checks.filter { $0.verdict != .passed }
    note(
      .passes, of: run.step, "Every check passes after it",
      missed.isEmpty
        ? nil
        : .init(
          message: missed.map(\.wordsWherePassWasDue).joined(separator: " "),
          remedy: "Correct the script or the check; give it “retry” if the work takes time."),
      at: missed.first.flatMap { run.step.check(named: $0.id.text)?.location }, since: began)
    return missed.isEmpty
  }

  /// The lab once more: all is in place, so nothing runs and nothing changes.
  mutating func runAgain() async throws {
    let began = clock.now
    let before = try await verifier.inventory()
    let summary = try await runner.run(lab)
    if summary.exitCode == .interrupted { throw CancellationError() }
    let repeated = summary.results.filter { $0.course != .alreadyInPlace }.map(\.step)
    let changes = Self.changes(from: before, to: try await verifier.inventory())
    let words =
      repeated.map { "The step \($0.id) was run again." }
      + (changes.isEmpty ? [] : ["The account was changed: \(changes)."])
    note(
      .again, of: repeated.first, "Running the lab again runs nothing and changes nothing",
      words.isEmpty
        ? nil
        : .init(
          message: words.joined(separator: " "),
          remedy: "A later step may undo an earlier one, or a check may change what it looks at."),
      since: began)
  }

  mutating func cleanSteps() async throws {
    for step in lab.steps.reversed() {
      let run = StepRun(step, of: lab, by: runner)
      guard try runner.state(of: step, in: lab).mayLeaveSomething else { continue }
      let began = clock.now
      let result = try await runner.cleanUp(run)
      if result.outcome == .interrupted { throw CancellationError() }
      note(
        .cleans, of: step, "The cleanup succeeds",
        result.outcome == .passed ? nil : failure(of: "The cleanup", result.outcome),
        at: run.scripts(.cleanup).first?.location, since: began)
    }
  }

  mutating func compare(with before: [String: String]) async throws {
    let began = clock.now
    let changes = Self.changes(from: before, to: try await verifier.inventory())
    note(
      .leavesNothing, of: nil, "The account is as it was before the lab",
      changes.isEmpty
        ? nil
        : .init(
          message: "The account is another than before: \(changes).",
          remedy: "Let the cleanup of the step that makes it take it away."), since: began)
  }

  /// Of two inventories, in words; empty when they are equal.
  private static func changes(from before: [String: String], to after: [String: String]) -> String {
    let left = after.keys.filter { before[$0] == nil }.sorted().map { "“\($0)” is new" }
    let gone = before.keys.filter { after[$0] == nil }.sorted().map { "“\($0)” is gone" }
    let other = after.keys.filter { before[$0] != nil && before[$0] != after[$0] }.sorted()
      .map { "“\($0)” has changed" }
    let all = left + gone + other
    let shown = all.prefix(8).joined(separator: ", ")
    return all.count > 8 ? "\(shown), and \(all.count - 8) more" : shown
  }
}

// MARK: - Notes

extension VerificationWalk {
  mutating func note(
    _ kind: Trial.Kind, of step: Step?, _ title: String, _ problem: Trial.Problem?,
    at place: SourceLocation? = nil, since began: ContinuousClock.Instant
  ) {
    let trial = Trial(
      kind: kind, round: round, step: step?.id, title: title,
      place: place ?? SourceLocation(file: step?.file ?? "\(lab.folder)/lab.yml"),
      problem: problem, duration: clock.now - began)
    verification.trials.append(trial)
    each(trial)
  }

  func failure(of what: String, _ outcome: Outcome) -> Trial.Problem {
    let words = verifier.lastWords.text
    return .init(
      message: "\(what) \(outcome.verificationWords)."
        + (words.isEmpty ? "" : " It said: \(words)"),
      remedy: "Run it by hand in `labs shell`, or with `labs run`.")
  }
}

extension Outcome {
  fileprivate var verificationWords: String {
    switch self {
    case .failed(let code): "ended with exit status \(code)"
    case .timedOut: "ran into its time limit"
    default: "ended as “\(self)”"
    }
  }
}

extension CheckResult {
  fileprivate var wordsWhereFailureWasDue: String {
    verdict == .passed
      ? "The check “\(id)” passes with nothing done: it found \(found.quotedShortly)."
      : "The check “\(id)” could not be carried out: \(found.quotedShortly)."
  }

  var wordsWherePassWasDue: String {
    verdict == .failed
      ? "The check “\(id)” expected \(expected) and found \(found.quotedShortly)."
      : "The check “\(id)” could not be carried out: \(found.quotedShortly)."
  }
}

extension String {
  /// On one line, with an end in sight.
  var quotedShortly: String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.isEmpty ? "nothing" : "“\(shortened(line, limit: 240))”"
  }
}
