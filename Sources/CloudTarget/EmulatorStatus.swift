public import struct Foundation.Date

/// What there is of the emulator: whether it runs, and what it keeps.
public struct EmulatorStatus: Sendable, Hashable {
  /// `nil` when it is stopped.
  public let running: Running?
  /// Calls that changed something and would be there again after a restart.
  public let keptCalls: Int
  /// What the state takes on the disk, images included.
  public let stateBytes: Int

  public struct Running: Sendable, Hashable {
    public let address: EmulatorAddress
    public let pid: Int32
    public let started: Date
    public let lifetime: Emulator.Lifetime
    /// Whether both the AWS API and the registry answer.
    public let isHealthy: Bool
    /// What was not as it should be when the state was loaded: damaged or unrepeatable calls.
    public let warnings: [String]
  }
}
