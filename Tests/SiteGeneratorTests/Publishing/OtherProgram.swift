import Foundation

/// A program that knows nothing of ours.
enum OtherProgram {
  /// What it prints. Throws when it does not end well.
  @discardableResult
  static func run(_ command: [String], in folder: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Refused(command: command) }
    return String(decoding: printed, as: UTF8.self)
  }

  @discardableResult
  static func run(_ command: String..., in folder: String) throws -> String {
    try run(command, in: folder)
  }

  struct Refused: Error {
    let command: [String]
  }
}
