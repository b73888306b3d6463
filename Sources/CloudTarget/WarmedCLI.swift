import CourseModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The AWS CLI, imported once and forked for every call; a call costs a tenth of its usual time.
///
/// Scripts find an `aws` in ``pathFolder`` that hands each call to the host process of
/// `Sources/Emulator/cli`, or to the plain CLI where there is no host. The host ends with this
/// process, however that ends, and takes its temporary folder along.
public actor WarmedCLI {
  /// The folder that holds `aws`, to go first on `PATH`. It is there from `start` to `stop`.
  public nonisolated let pathFolder: String

  private let installation: Installation
  private let folder: String
  private var process: WarmedCLIProcess?

  public init(_ installation: Installation) {
    self.installation = installation
    folder = Self.newFolder()
    pathFolder = "\(folder)/bin"
  }

  /// The variables that scripts need besides ``pathFolder``.
  ///
  /// Comes back as soon as calls may be made, some 50 ms after the start of the host; those that
  /// are made while it still warms up wait for it. Does nothing when it was started before.
  /// Throws when a part is missing or the host does not start.
  ///
  /// - Parameters:
  ///   - scripts: The folder in which they run: a version manager may choose their Python by it.
  ///   - caller: The environment whose `PATH` scripts have behind ``pathFolder``.
  public func start(
    in scripts: String = "/", caller: [String: String]
  ) async throws -> [String: String] {
    if process == nil {
      try checkParts()
      process = try await startedProcess(in: scripts, Self.environment(of: caller))
    }
    return [
      "LABS_AWS_SOCKET": "\(folder)/socket",
      "LABS_AWS_PLAIN": installation.plainAWS,
      "LABS_AWS_ONCE": "\(installation.emulatorSources)/cli",
      "LABS_PYTHON": installation.python,
    ]
  }

  /// Ends the host, and calls that still run. Does nothing when it was not started.
  public func stop() async {
    guard let process else { return }
    self.process = nil
    await process.end()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func startedProcess(
    in scripts: String, _ environment: [String: String]
  ) async throws -> WarmedCLIProcess {
    let process = try WarmedCLIProcess(
      [
        installation.python, "\(installation.emulatorSources)/cli", "host", folder,
        installation.plainAWS,
      ],
      environment: environment)
    do {
      guard await process.firstLine() == "listening" else {
        throw LabsError(
          .environmentNotReady, "The warmed AWS CLI did not start.",
          hint: "Run bin/labs, which sets it up, or try: "
            + "\(installation.python) -c 'import awscli.clidriver'")
      }
      try FileManager.default.createDirectory(
        atPath: pathFolder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.createSymbolicLink(
        atPath: "\(pathFolder)/aws", withDestinationPath: installation.awsClient)
      try await ShimmedPython(on: environment["PATH"] ?? "")
        .lead(past: pathFolder, from: scripts, environment: environment)
    } catch {
      await process.end()
      throw error
    }
    return process
  }

  private func checkParts() throws {
    let parts = [
      ("Python", installation.python), ("AWS CLI", installation.plainAWS),
      ("fast aws", installation.awsClient),
      ("warmed CLI's program", "\(installation.emulatorSources)/cli/__main__.py"),
    ]
    for (name, path) in parts where !FileManager.default.fileExists(atPath: path) {
      throw LabsError(
        .environmentNotReady, "The \(name) is not at “\(path)”.",
        hint: "Run bin/labs, which sets it up.")
    }
  }

  /// What the host needs to start; each call brings its own. No locale, so that Python is in UTF-8.
  /// A call whose HOME is another goes to the plain CLI.
  private static func environment(of caller: [String: String]) -> [String: String] {
    caller.filter { ["HOME", "PATH"].contains($0.key) }
  }

  /// A path that nobody can guess. A socket's own may have 107 bytes on Linux and 103 on macOS
  /// (unix(7), <sys/un.h>), so a long temporary folder gives way to `/tmp`.
  private static func newFolder() -> String {
    let name = "labs-\(UUID().uuidString.prefix(13))"
    let temporary = FileManager.default.temporaryDirectory.path()
    let base = temporary.hasSuffix("/") ? temporary : temporary + "/"
    return base.utf8.count + name.utf8.count + "/socket".utf8.count < 100
      ? base + name : "/tmp/\(name)"
  }
}
