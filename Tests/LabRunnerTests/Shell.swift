import CourseModel
import Foundation

@testable import LabRunner

func run(
  _ text: String, name: String = "script", firstLine: Int = 1,
  environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"], folder: String = "/",
  seconds: Double = 60
) async throws -> ShellResult {
  try await Bash().execute(
    ShellCommand(
      name: name, text: text, firstLine: firstLine, environment: environment, folder: folder,
      timeout: .seconds(seconds))
  ) { _, _ in }
}

func command(_ text: String, seconds: Double = 60) -> ShellCommand {
  ShellCommand(
    name: "script", text: text, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
    folder: "/", timeout: .seconds(seconds))
}

/// Goes away with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("labs-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func add(_ more: Int) {
    lock.withLock { count += more }
  }

  var value: Int { lock.withLock { count } }
}
