import CloudTarget
import CourseModel
import Foundation

/// What answers a lab's calls while a command is at work: the warmed AWS CLI, and the emulator or
/// what is there already; nothing for a lab that makes none.
struct Cloud {
  private(set) var account: String?
  private(set) var region: String?

  /// For the scripts and checks.
  private(set) var variables: [String: String]

  /// The caller's credentials, which are never shown or stored.
  private(set) var secrets: [String]

  /// Holds the fast `aws`, and goes first on the PATH.
  let pathFolder: String?
  private let commandLine: WarmedCLI?
  private let emulator: Emulator?

  /// Starts what the lab needs, all parts at the same time. An emulator that is running already is
  /// used, and left running.
  init(
    for lab: Lab, on target: Target, machine: Machine,
    caller: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    guard lab.needsCloud else {
      // A script that calls `aws` all the same is to find nobody's account.
      (account, region, variables, pathFolder) = (nil, nil, noProfiles, nil)
      (commandLine, emulator, secrets) = (nil, nil, [])
      return
    }
    let emulator = target == .emulated ? Emulator(machine.installation) : nil
    let commandLine = WarmedCLI(machine.installation)
    async let running = emulator?.start(.withThisProcess)
    async let warmed = commandLine.start(
      in: "\(machine.project.root)/\(lab.folder)", caller: caller)
    let address = try await running
    account = address?.account
    region = address?.region
    variables = try scriptEnvironment(
      for: target, at: address, folder: machine.project.state + "/images", inherited: caller
    ).merging(await warmed) { $1 }
    secrets = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].compactMap { caller[$0] }
    pathFolder = commandLine.pathFolder
    self.commandLine = commandLine
    self.emulator = emulator
  }

  /// Scripts learn the account, and stay in the region.
  mutating func take(_ identity: CallerIdentity) {
    account = identity.account
    region = identity.region
    secrets += identity.secrets
    variables["AWS_ACCOUNT_ID"] = identity.account
    variables["AWS_REGION"] = identity.region
    variables["AWS_DEFAULT_REGION"] = identity.region
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
