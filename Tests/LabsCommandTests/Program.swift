import Foundation
import Synchronization

/// The real `labs`, as a student starts it, on a course of its own in a temporary folder.
final class Program: Sendable {
  struct Ending: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// The value at a path of the JSON envelope: `data`, `steps`, `0`, `outcome`.
    func json(_ path: String...) throws -> String {
      var value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      for key in path {
        if let object = value as? [String: Any], let next = object[key] {
          value = next
        } else if let array = value as? [Any], let index = Int(key), array.indices.contains(index) {
          value = array[index]
        } else {
          return "nothing at \(path)"
        }
      }
      return "\(value)"
    }
  }

  /// The course's root.
  let root: String

  init(lab files: [String: String] = [:]) throws {
    root = NSTemporaryDirectory() + "labs-test-\(UUID().uuidString)"
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ text: String, to path: String) throws {
    let full = root + "/" + path
    let folder = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: full, atomically: true, encoding: .utf8)
  }

  func text(of path: String) -> String? {
    try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// Starts `labs` and waits for its end.
  func run(_ arguments: String...) async throws -> Ending {
    try await start(arguments).ending()
  }

  /// Starts `labs` and comes back at once.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments + ["--root", root]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LABS_HOME": Self.home, "NO_COLOR": "1"]) { $1 }
      .merging(environment) { $1 }
    return try Running(process)
  }

  /// The program that was built together with these tests.
  private static let program: String = {
    let bundle = CommandLine.arguments[0] as NSString
    var folder = bundle.deletingLastPathComponent
    while folder != "/", !FileManager.default.isExecutableFile(atPath: folder + "/labs") {
      folder = (folder as NSString).deletingLastPathComponent
    }
    return folder + "/labs"
  }()

  /// The checkout that these tests are part of.
  static let home: String = {
    var path = #filePath as NSString
    while !FileManager.default.fileExists(atPath: path.appendingPathComponent("Package.swift")) {
      path = path.deletingLastPathComponent as NSString
    }
    return path as String
  }()
}

/// A process that is under way. What it prints goes to files, so that nothing ever waits for a pipe.
final class Running: Sendable {
  private let process: Mutex<Process>
  private let folder: String
  let identifier: Int32

  init(_ process: Process) throws {
    folder = NSTemporaryDirectory() + "labs-output-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process.standardOutput = try Self.file(folder + "/output")
    process.standardError = try Self.file(folder + "/errors")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    identifier = process.processIdentifier
    self.process = Mutex(process)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func send(_ signal: Int32) {
    kill(identifier, signal)
  }

  /// - Throws: ``TookTooLong`` after two minutes, the process killed: a test must not hang.
  func ending() async throws -> Program.Ending {
    let deadline = ContinuousClock.now + .seconds(120)
    while process.withLock({ $0.isRunning }) {
      guard ContinuousClock.now < deadline else {
        send(SIGKILL)
        throw TookTooLong(output: text("output") + text("errors"))
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    let code = process.withLock { process in
      process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus
    }
    return Program.Ending(code: code, output: text("output"), errors: text("errors"))
  }

  /// Waits until standard output contains `text`.
  func hasPrinted(_ expected: String) async throws {
    while !text("output").contains(expected) {
      guard process.withLock({ $0.isRunning }) else { break }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  struct TookTooLong: Error {
    let output: String
  }

  private func text(_ name: String) -> String {
    let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func file(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
