import CloudTarget
import CourseModel
import Foundation

/// What answers a lab's calls while a command is at work: the emulator and the warmed AWS CLI, or
/// nothing for a lab that makes none.
struct Cloud {
  let account: String?
  let region: String?

  /// For the scripts and checks.
  let variables: [String: String]

  /// Holds the fast `aws`, and goes first on the PATH.
  let pathFolder: String?
  private let commandLine: WarmedCLI?
  private let emulator: Emulator?

  /// Starts what the lab needs, both parts at the same time. An emulator that is running already is
  /// used, and left running.
  init(for lab: Lab, on target: Target, machine: Machine) async throws {
    guard lab.needsCloud else {
      (account, region, variables, pathFolder) = (nil, nil, [:], nil)
      (commandLine, emulator) = (nil, nil)
      return
    }
    let emulator = Emulator(machine.installation)
    let commandLine = WarmedCLI(machine.installation)
    async let running = emulator.start(.withThisProcess)
    async let warmed = commandLine.start()
    let address = try await running
    account = address.account
    region = address.region
    variables = try scriptEnvironment(
      for: target, at: address, folder: machine.project.state + "/images",
      inherited: ProcessInfo.processInfo.environment
    ).merging(await warmed) { $1 }
    pathFolder = commandLine.pathFolder
    self.commandLine = commandLine
    self.emulator = emulator
  }

  /// Whether the emulator that was started or joined does not answer any more.
  func hasEnded() async -> Bool {
    guard let emulator else { return false }
    return await emulator.status().running?.isHealthy != true
  }

  /// What is in the emulated account; empty where there is none.
  func inventory() async throws -> [String: String] {
    try await emulator?.inventory() ?? [:]
  }

  /// Ends what was started here; an emulator that others use, or that is to be kept, goes on.
  func close() async {
    await commandLine?.stop()
    await emulator?.release()
  }
}
