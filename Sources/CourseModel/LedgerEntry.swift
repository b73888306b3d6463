/// Something in an account that a step's script created, as its call told.
public struct LedgerEntry: Sendable, Hashable, Identifiable {
  public enum Standing: String, Sendable, Hashable, Codable {
    case standing
    /// The call that would have created it did not come to its end.
    case mayBeThere
    case gone
  }

  /// Grows in the order of creation.
  public let id: Int64
  public let lab: Slug
  public let step: Slug
  public let target: Target

  /// The service and the noun: `ecs/cluster`.
  public let kind: String

  /// Of the call: `CreateCluster`.
  public let operation: String

  /// The members by which the service's operations name it. Where the call was cut off before it
  /// told them, ``isName`` is set, and these are the names that it was given.
  public let identifier: [String: String]
  public let isName: Bool

  /// `nil` for what is in no region.
  public let region: String?
  public let account: String?

  /// Whether it costs money while it stands; `nil` when that is not known, nor how to remove it.
  public let costs: Bool?
  public let createdAt: Timestamp
  public let standing: Standing
  public let goneAt: Timestamp?

  public init(
    id: Int64, lab: Slug, step: Slug, target: Target, kind: String, operation: String,
    identifier: [String: String], isName: Bool = false, region: String?, account: String?,
    costs: Bool?, createdAt: Timestamp, standing: Standing, goneAt: Timestamp? = nil
  ) {
    self.id = id
    self.lab = lab
    self.step = step
    self.target = target
    self.kind = kind
    self.operation = operation
    self.identifier = identifier
    self.isName = isName
    self.region = region
    self.account = account
    self.costs = costs
    self.createdAt = createdAt
    self.standing = standing
    self.goneAt = goneAt
  }

  /// `ecs cluster cruddur, us-east-1`
  public var title: String {
    let kind = kind.replacing("/", with: " ", maxReplacements: 1)
    let values = identifier.sorted { $0.key < $1.key }.map(\.value)
    // An ARN ends in the name.
    let names = values.filter { name in !values.contains { $0 != name && $0.hasSuffix(name) } }
    let place = region.map { ", \($0)" } ?? ""
    return ([kind] + names).joined(separator: " ") + place
  }
}

/// A lab on a real account of which things that may cost money stand, and nobody is at it any more.
public struct AbandonedLab: Sendable, Hashable {
  public let lab: Slug
  public let target: Target

  /// Of the last attempt, or of the last thing that was created; `nil` when the clock was wrong then.
  public let lastActivity: Timestamp?
  public let entries: [LedgerEntry]

  public init(lab: Slug, target: Target, lastActivity: Timestamp?, entries: [LedgerEntry]) {
    self.lab = lab
    self.target = target
    self.lastActivity = lastActivity
    self.entries = entries
  }
}
