import CloudTarget
import CourseModel
import Foundation
import Testing

struct WarmedCLITests {
  private let here = ProcessInfo.processInfo.environment

  @Test func `an aws on the path answers through the host`() async throws {
    let parts = try WarmedCLIParts()
    let cli = WarmedCLI(parts.installation)
    var variables = try await cli.start(caller: here)
    // The plain CLI is out of reach, so the answer is the host's.
    variables["LABS_AWS_PLAIN"] = "/nosuch"

    let answer = try parts.run("\(cli.pathFolder)/aws", ["--version"], variables)
    let plain = try parts.run(
      parts.installation.python, [parts.installation.plainAWS, "--version"])
    await cli.stop()

    #expect(answer == plain)
    #expect(answer.hasPrefix("aws-cli/"))
  }

  @Test func `starting again changes nothing`() async throws {
    let cli = WarmedCLI(try WarmedCLIParts().installation)
    let first = try await cli.start(caller: here)
    let second = try await cli.start(caller: here)
    await cli.stop()

    #expect(first == second)
  }

  @Test func `stopping leaves neither a socket nor a folder`() async throws {
    let cli = WarmedCLI(try WarmedCLIParts().installation)
    let variables = try await cli.start(caller: here)
    let socket = try #require(variables["LABS_AWS_SOCKET"])
    let wasThere = FileManager.default.fileExists(atPath: socket)

    await cli.stop()

    #expect(wasThere)
    let folder = URL(filePath: socket).deletingLastPathComponent().path()
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `the folder is for this user only, and its socket's path is short`() async throws {
    let cli = WarmedCLI(try WarmedCLIParts().installation)
    let variables = try await cli.start(caller: here)
    let socket = try #require(variables["LABS_AWS_SOCKET"])
    let folder = URL(filePath: socket).deletingLastPathComponent().path()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder)
    await cli.stop()

    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(socket.utf8.count < 104)
  }

  @Test(arguments: ["python3", "python"])
  func `a shim that puts its own folder first on the path does not hide our aws`(
    name: String
  ) async throws {
    let folder = NSTemporaryDirectory() + "labs-shims-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let parts = try WarmedCLIParts()
    let python = parts.installation.python
    try write(
      "#!/bin/sh\nPATH=\(folder)/own:$PATH exec \(python) \"$@\"\n", to: "\(folder)/shims/\(name)")
    try write("#!/bin/sh\necho not ours\n", to: "\(folder)/own/aws")
    let path = "\(folder)/shims:/usr/bin:/bin"
    let call = "import subprocess; subprocess.run(['aws', '--version'])"
    let unmended = try parts.run("/usr/bin/env", [name, "-c", call], ["PATH": path])

    let cli = WarmedCLI(parts.installation)
    var variables = try await cli.start(caller: ["PATH": path, "HOME": folder])
    variables["PATH"] = "\(cli.pathFolder):\(path)"
    let answer = try parts.run("/usr/bin/env", [name, "-c", call], variables)
    await cli.stop()

    #expect(unmended == "not ours\n")
    #expect(answer.hasPrefix("aws-cli/"))
  }

  @Test func `a Python that is no shim is left alone, and so is a shim that leads nowhere`()
    async throws
  {
    let folder = NSTemporaryDirectory() + "labs-shims-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("#!/bin/sh\necho no such version >&2; exit 127\n", to: "\(folder)/shims/python")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/shims/python3", withDestinationPath: "/bin/ls")
    let cli = WarmedCLI(try WarmedCLIParts().installation)
    _ = try await cli.start(caller: ["PATH": "\(folder)/shims:/usr/bin:/bin"])
    let programs = try FileManager.default.contentsOfDirectory(atPath: cli.pathFolder)
    await cli.stop()

    #expect(programs == ["aws"])
  }

  private func write(_ program: String, to path: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(program.utf8).write(to: URL(filePath: path))
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  @Test func `a part that is missing is named`() async throws {
    let parts = try WarmedCLIParts()
    let cli = WarmedCLI(parts.installation(awsClient: "/nosuch/labs-aws"))

    let error = await #expect(throws: LabsError.self) { try await cli.start(caller: here) }

    #expect(error?.code == .environmentNotReady)
    #expect(error?.message == "The fast aws is not at “/nosuch/labs-aws”.")
  }

  @Test func `a host that does not start is said so`() async throws {
    let parts = try WarmedCLIParts()
    let cli = WarmedCLI(parts.installation(python: "/bin/true"))

    let error = await #expect(throws: LabsError.self) { try await cli.start(caller: here) }

    #expect(error?.message == "The warmed AWS CLI did not start.")
  }
}

/// The checkout's own Python, AWS CLI and tiny client.
struct WarmedCLIParts {
  let installation: Installation

  /// Throws when a part is missing, with the remedy.
  init() throws {
    let files = FileManager.default
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path()
    let python =
      ProcessInfo.processInfo.environment["LABS_PYTHON"] ?? "\(home).labs/venv/bin/python"
    let plain = URL(filePath: python).deletingLastPathComponent().appending(path: "aws").path()
    let clients = ["debug", "release"].map { "\(home).build/\($0)/labs-aws" }
    let client = try #require(
      clients.first(where: files.isExecutableFile),
      "labs-aws is missing. Run: swift build --product labs-aws")
    try #require(
      files.isExecutableFile(atPath: python),
      "\(python) is missing. Run bin/test, which sets it up, or set LABS_PYTHON.")
    installation = Installation(
      python: python, emulatorSources: "\(home)Sources/Emulator", registry: "", awsClient: client,
      plainAWS: plain, stateFolder: "")
  }

  func installation(python: String? = nil, awsClient: String? = nil) -> Installation {
    Installation(
      python: python ?? installation.python, emulatorSources: installation.emulatorSources,
      registry: "", awsClient: awsClient ?? installation.awsClient,
      plainAWS: installation.plainAWS, stateFolder: "")
  }

  /// What the program prints, in the environment that scripts have.
  func run(
    _ program: String, _ arguments: [String], _ variables: [String: String] = [:]
  ) throws -> String {
    let caller = ProcessInfo.processInfo.environment
    let passed = caller.filter { ["HOME", "PATH", "LANG"].contains($0.key) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = passed.merging(variables) { $1 }
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
