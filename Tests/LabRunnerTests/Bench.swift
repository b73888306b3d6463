import CourseModel
import Foundation
public import ProgressStore
import Testing

@testable public import LabRunner

extension ProgressStore: AttemptJournal {}

/// A folder in which a lab's scripts make files, real bash, real progress, and someone who watches.
struct Bench {
  let folder: TemporaryFolder
  let store: ProgressStore
  let guide = Witness()
  let executor: any ScriptExecutor
  let secrets: [String]

  init(executor: any ScriptExecutor = Bash(), secrets: [String] = []) throws {
    folder = try TemporaryFolder()
    store = try ProgressStore(path: folder.path + "/.labs/progress.sqlite")
    self.executor = executor
    self.secrets = secrets
    try FileManager.default.createDirectory(
      atPath: folder.path + "/work", withIntermediateDirectories: true)
  }

  var runner: LabRunner {
    LabRunner(
      executor: executor, journal: store, guide: guide,
      surroundings: Surroundings(
        target: .emulated, account: "123456789012", region: "us-east-1", runID: "run",
        folder: folder.path, workFolder: folder.path + "/work",
        ledger: "/ledger",
        environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "SECRET": secrets.first ?? ""],
        secrets: secrets),
      pause: { guide.paused($0) })
  }

  func state(_ step: String) throws -> StepState {
    try store.state(of: slug(step), in: slug("lab"), on: .emulated)
  }

  func attempts(_ step: String) throws -> [RecordedAttempt] {
    try store.attempts(of: slug("lab"), step: slug(step), on: .emulated)
  }

  /// By hand, behind the back of the lab.
  func shell(_ text: String) async throws {
    _ = try await run(text, folder: folder.path)
  }

  func content(_ file: String) -> String? {
    try? String(contentsOfFile: "\(folder.path)/\(file)", encoding: .utf8)
  }
}

/// Writes down what it is told, and decides as it was told to.
final class Witness: RunGuide, @unchecked Sendable {
  private let lock = NSLock()
  private var told: [RunEvent] = []
  private var asked: [Proposal] = []
  private var pauses: [Duration] = []
  private var answers: [Decision] = []
  private var onOutput: (@Sendable (String) -> Void)?
  private var onQuestion: [Int: @Sendable () -> Void] = [:]

  var events: [RunEvent] { lock.withLock { told } }
  var proposals: [Proposal] { lock.withLock { asked } }
  var waits: [Duration] { lock.withLock { pauses } }

  func answer(_ decisions: Decision...) {
    lock.withLock { answers = decisions }
  }

  func whenPrinted(_ body: @escaping @Sendable (String) -> Void) {
    lock.withLock { onOutput = body }
  }

  /// Before the question with this number, which counts from 1, is answered.
  func whenAsked(_ number: Int, _ body: @escaping @Sendable () -> Void) {
    lock.withLock { onQuestion[number] = body }
  }

  func paused(_ duration: Duration) {
    lock.withLock { pauses.append(duration) }
  }

  func report(_ event: RunEvent) {
    lock.withLock {
      told.append(event)
      if case .output(_, let text) = event { onOutput?(text) }
    }
  }

  func decide(_ proposal: Proposal) async -> Decision {
    lock.withLock {
      asked.append(proposal)
      onQuestion[asked.count]?()
      return answers.isEmpty ? .run : answers.removeFirst()
    }
  }

  var output: String {
    events.map { if case .output(_, let text) = $0 { text } else { "" } }.joined()
  }

  func output(on channel: OutputChannel) -> String {
    events.map { if case .output(channel, let text) = $0 { text } else { "" } }.joined()
  }

  /// The scripts that began: `log-group run`.
  var scripts: [String] {
    events.compactMap {
      guard case .scriptBegan(let step, let script) = $0 else { return nil }
      return "\(step.id) \(script.role)"
    }
  }
}

func slug(_ text: String) throws -> Slug {
  try #require(Slug(text))
}

func lab(_ steps: Step..., variables: [Variable] = []) throws -> Lab {
  Lab(
    id: try slug("lab"), title: "Lab", variables: variables, steps: steps,
    digest: Digest(of: "lab"))
}

/// A step whose script makes the file of its name, which it cannot do twice.
func fileStep(_ name: String, run: String? = nil, version: String = "1") throws -> Step {
  try step(
    name, run: run ?? "set -C; echo \(name) >\(name)", cleanup: "rm \(name)",
    checks: [check("file", "cat \(name)", .contains(name))], version: version)
}

func step(
  _ name: String, run: String? = nil, setup: String? = nil, cleanup: String? = nil,
  checks: [Check], timeout: Duration = .seconds(60), hints: [String] = [], version: String = "1",
  scripts others: [Script] = [], secrets: [String] = []
) throws -> Step {
  let file = "labs/lab/01-\(name).md"
  let scripts: [Script] = [(.setup, setup), (.run, run), (.cleanup, cleanup)].compactMap {
    (role: Script.Role, source: String?) in
    source.map {
      Script(role: role, source: $0, location: SourceLocation(file: file, line: 10))
    }
  }
  return Step(
    id: try slug(name), file: file, title: name, timeout: timeout, body: Markdown(""),
    scripts: scripts + others, checks: checks, hints: hints.map { Sentence($0) }, secrets: secrets,
    digest: Digest(of: version))
}

func check(
  _ name: String, _ command: String, _ expectation: CourseModel.Expectation = .succeeds,
  retry: Duration = .zero, timeout: Duration = .seconds(30), hints: [String] = []
) throws -> Check {
  Check(
    id: try slug(name), title: name, command: command, expectation: expectation, retry: retry,
    timeout: timeout, hints: hints.map { Sentence($0) },
    location: SourceLocation(file: "labs/lab/01-a.md", line: 3))
}
