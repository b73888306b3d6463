import Foundation

/// The host's `running.json`, see `Sources/Emulator/cloud/record.py`.
struct RunningRecord: Sendable, Hashable, Decodable {
  let pid: Int32
  let endpoint: String
  let registry: String
  let certificates: String
  let account: String
  let region: String
  let lifetime: Emulator.Lifetime
  let started: Double
  /// Proves to the host that we may read its record.
  let token: String
  let warnings: [String]

  init?(json: Data) {
    guard let record = try? JSONDecoder().decode(Self.self, from: json) else { return nil }
    self = record
  }

  /// `nil` when no host has written one, or when it cannot be read.
  init?(in folder: StateFolder) {
    guard let json = FileManager.default.contents(atPath: folder.record) else { return nil }
    self.init(json: json)
  }

  var address: EmulatorAddress {
    EmulatorAddress(
      endpoint: endpoint, registry: registry, certificates: certificates, account: account,
      region: region)
  }

  var port: UInt16 { UInt16(endpoint.split(separator: ":").last ?? "") ?? 0 }

  /// Whether the host answers, the registry behind it too, and is the one that wrote this record.
  func isHealthy(within seconds: Int = 2) -> Bool {
    let health = try? Loopback.get("/_labs/health", port: port, seconds: seconds)
    return health?.contains("\"healthy\": true, \"pid\": \(pid),") == true
  }
}
