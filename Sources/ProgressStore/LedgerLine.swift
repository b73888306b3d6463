import CourseModel
import Foundation

/// What one call says of itself, a line of JSON: see `Sources/Emulator/cli/ledger`.
struct LedgerLine: Decodable {
  enum Event: String, Decodable {
    /// It is about to be sent, and would create this.
    case intended
    /// It succeeded, and created this.
    case created
    /// It created nothing.
    case failed
    /// It succeeded, and took this away.
    case gone
  }

  struct Resource: Decodable {
    let kind: String
    let identifier: [String: String]
    let isName: Bool?
    let region: String?
    let costs: Bool?
  }

  let event: Event
  let call: String
  let operation: String
  let lab: String?
  let step: String?
  let account: String?
  let at: Int64
  let resources: [Resource]
}

extension LedgerLine.Resource {
  /// The identifier as it is stored: equal ones are equal texts.
  var identifierText: String {
    JSONValue.object(identifier.mapValues(JSONValue.string)).description
  }

  /// Whether deleting this one takes that one away. Of a kind that is not known the members have
  /// other names in different calls.
  func takesAway(_ entry: LedgerEntry) -> Bool {
    guard !identifier.isEmpty, region == nil || entry.region == nil || region == entry.region
    else { return false }
    let isPart = identifier.allSatisfy { entry.identifier[$0.key] == $0.value }
    return isPart
      || entry.costs == nil && Set(identifier.values).isSubset(of: entry.identifier.values)
  }
}
