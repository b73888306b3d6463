import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// Goes away with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("labs-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  var database: String { path + "/.labs/progress.sqlite" }
}

/// A store whose clock begins at 1000 and moves on by one with each look.
func store(in folder: TemporaryFolder) throws -> ProgressStore {
  let clock = Ticks()
  return try ProgressStore(path: folder.database) { clock.next() }
}

final class Ticks: @unchecked Sendable {
  private let lock = NSLock()
  private var time: Int64 = 1000

  func next() -> Timestamp {
    lock.withLock {
      defer { time += 1 }
      return Timestamp(milliseconds: time)
    }
  }
}

func slug(_ text: String) throws -> Slug {
  try #require(Slug(text))
}

func attempt(
  _ kind: Attempt.Kind = .run, lab: String = "week6", step: String = "log-group",
  version: String = "1", on target: Target = .emulated, run: String = "r1"
) throws -> Attempt {
  Attempt(
    kind: kind, lab: try slug(lab), step: try slug(step), labDigest: Digest(of: "lab"),
    stepDigest: Digest(of: version), target: target, account: "123456789012",
    region: "us-east-1", runID: run)
}

func result(
  _ name: String = "retention", _ verdict: CheckResult.Verdict = .passed, hint: String? = nil
) throws -> CheckResult {
  CheckResult(
    id: try slug(name), title: "Title", verdict: verdict, expected: "1", found: "7",
    command: "aws logs", hint: hint, duration: .microseconds(1_234_567))
}

/// The program `ProgressWriter`, beside the test bundle.
func writerPath() throws -> URL {
  let folder = try #require(
    CommandLine.arguments.lazy.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
      .first { FileManager.default.fileExists(atPath: $0.path + "/ProgressWriter") })
  return folder.appendingPathComponent("ProgressWriter")
}

extension ProgressStore {
  /// An attempt from its beginning to its end.
  @discardableResult
  func add(
    _ attempt: Attempt, _ outcome: Outcome, outputs: [String: String] = [:]
  ) throws -> AttemptID {
    let id = try begin(attempt)
    try end(id, with: AttemptEnding(outcome, duration: .seconds(1), outputs: outputs))
    return id
  }

  func state(_ step: String = "log-group", on target: Target = .emulated) throws -> StepState {
    try state(of: slug(step), in: slug("week6"), on: target)
  }
}
