/// The account and region that a lab may work on, as the student has confirmed it.
public struct AccountBinding: Sendable, Hashable {
  public let account: String
  public let region: String

  public init(account: String, region: String) {
    self.account = account
    self.region = region
  }
}
