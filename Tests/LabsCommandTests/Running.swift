import ChildProcess
import Foundation
import Synchronization

/// A process that is under way. What it prints goes to files, so that nothing ever waits for a pipe.
final class Running: Sendable {
  let identifier: Int32
  private let folder: String
  private let status = Mutex<Int32?>(nil)

  init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    folder = NSTemporaryDirectory() + "labs-output-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = ["output", "errors"].map { [folder] name in
      open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    }
    defer { files.forEach { close($0) } }
    identifier = try spawn(
      path, arguments: arguments, environment: environment, descriptors: [nil] + files)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Its number may be another's when it has ended.
  func send(_ signal: Int32) {
    if isRunning { kill(identifier, signal) }
  }

  /// - Throws: ``TookTooLong`` after four minutes, the process killed: a test must not hang.
  func ending() async throws -> Program.Ending {
    let deadline = ContinuousClock.now + .seconds(240)
    while isRunning {
      guard ContinuousClock.now < deadline else {
        send(SIGKILL)
        throw TookTooLong(output: text("output") + text("errors"))
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return Program.Ending(code: code, output: text("output"), errors: text("errors"))
  }

  /// Waits until standard output contains `text`, or the process has ended.
  /// - Throws: ``TookTooLong`` after four minutes, the process killed: a test must not hang.
  func hasPrinted(_ expected: String) async throws {
    let deadline = ContinuousClock.now + .seconds(240)
    while !text("output").contains(expected), isRunning {
      guard ContinuousClock.now < deadline else {
        send(SIGKILL)
        throw TookTooLong(output: text("output") + text("errors"))
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// What it has printed so far.
  var output: String { text("output") }

  struct TookTooLong: Error {
    let output: String
  }

  var isRunning: Bool {
    status.withLock { status in
      var now: Int32 = 0
      if status == nil, waitpid(identifier, &now, WNOHANG) == identifier { status = now }
      return status == nil
    }
  }

  /// As shells count it: 128 and the signal for one that a signal ended.
  private var code: Int32 {
    let status = status.withLock { $0 ?? 0 }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private func text(_ name: String) -> String {
    let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }
}
