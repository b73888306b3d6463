import CloudTarget
import CourseModel
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The checkout's own Python and registry, with a state folder of the test's own.
struct RealParts {
  let installation: Installation
  let emulator: Emulator
  private let folder: String

  init() throws {
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path()
    let environment = ProcessInfo.processInfo.environment
    let found = Installation(home: home, environment: environment)
    for program in [found.python, found.registry] {
      try #require(
        FileManager.default.isExecutableFile(atPath: program),
        "\(program) is missing. Run bin/test, which sets it up, or set LABS_PYTHON and LABS_REGISTRY."
      )
    }
    folder = NSTemporaryDirectory() + "labs-\(UUID().uuidString)"
    installation = Installation(
      python: found.python, emulatorSources: found.emulatorSources, registry: found.registry,
      awsClient: found.awsClient, plainAWS: found.plainAWS,
      stateFolder: "\(folder)/emulator")
    emulator = Emulator(installation)
  }

  /// Stops the emulator and removes its state after `body`, whether that throws or not.
  func use(_ body: (RealParts) async throws -> Void) async throws {
    let result: Result<Void, any Error>
    do { result = .success(try await body(self)) } catch { result = .failure(error) }
    _ = try await emulator.stop()
    try? FileManager.default.removeItem(atPath: folder)
    try result.get()
  }

  /// What the plain AWS CLI prints.
  func aws(_ arguments: String..., at address: EmulatorAddress) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: installation.plainAWS)
    process.arguments = arguments + ["--output", "text"]
    process.environment = try scriptEnvironment(
      for: .emulated, at: address, folder: installation.stateFolder + "/../images",
      inherited: [:])
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Whether something answers at the address.
  func answers(_ address: EmulatorAddress) async -> Bool {
    guard let url = URL(string: address.endpoint + "/_labs/health") else { return false }
    return (try? Data(contentsOf: url)) != nil
  }

  /// Ids of processes whose command line names this test's state folder.
  func processes() throws -> [Int32] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/ps")
    process.arguments = ["-eo", "pid=,stat=,args="]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 2)
      guard fields.count == 3, !fields[1].hasPrefix("Z"),
        fields[2].contains(installation.stateFolder)
      else { return nil }
      return Int32(fields[0])
    }
  }
}

/// Whether `condition` came true within ten seconds.
func comesTrue(_ condition: () async throws -> Bool) async rethrows -> Bool {
  for _ in 0..<500 {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(20))
  }
  return false
}
