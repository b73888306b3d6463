/// Where a running emulator answers, and for which account and region.
public struct EmulatorAddress: Sendable, Hashable {
  /// The AWS API: `http://127.0.0.1:PORT`.
  public let endpoint: String
  /// The image registry behind ECR: `127.0.0.1:PORT`.
  public let registry: String
  /// The folder with the certificate that the registry shows; image tools are to trust it.
  public let certificates: String
  /// AWS's documented example account, 123456789012.
  public let account: String
  /// The region of a call that names none.
  public let region: String

  /// As `Sources/Emulator/cloud/settings.py` sets them.
  public static let usualAccount = "123456789012"
  public static let usualRegion = "us-east-1"

  public init(
    endpoint: String, registry: String, certificates: String, account: String, region: String
  ) {
    self.endpoint = endpoint
    self.registry = registry
    self.certificates = certificates
    self.account = account
    self.region = region
  }
}
