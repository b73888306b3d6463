public import CourseModel

/// One line of an export. Moments are milliseconds since 1970 in UTC, digests 64 hexadecimal digits.
public enum ExportRecord: Sendable, Hashable {
  /// One that has ended.
  case attempt(Attempt)
  /// How many hints were shown at a step.
  case hints(Hints)
  case drill(Drill)
  /// What the ledger knows; to be read, not to be taken over.
  case resource(Resource)
  /// The account that a lab is bound to; to be read, not to be taken over.
  case binding(Binding)

  public struct Attempt: Sendable, Hashable, Codable {
    /// Whose it is, where it was imported before; else the export's own.
    public let progress: String?
    public let run: String
    public let kind: CourseModel.Attempt.Kind
    public let lab: Slug
    public let step: Slug
    public let target: String
    public let labDigest: String
    public let stepDigest: String

    /// A pseudonym.
    public let account: String?
    public let region: String?
    public let startedAt: Int64

    /// `nil` when nobody was there to see its end.
    public let microseconds: Int64?
    public let outcome: String
    public let checks: [Check]
  }

  public struct Check: Sendable, Hashable, Codable {
    public let check: Slug
    public let title: String
    public let verdict: CheckResult.Verdict
    public let expected: String
    public let found: String
    public let command: String
    public let hint: String?
    public let microseconds: Int64
  }

  public struct Hints: Sendable, Hashable, Codable {
    public let lab: Slug
    public let target: String
    public let step: Slug
    public let used: Int
  }

  /// What is broken is left out while it is open.
  public struct Drill: Sendable, Hashable, Codable {
    public let lab: Slug
    public let target: String
    public let startedAt: Int64
    public let mended: Mended?

    public struct Mended: Sendable, Hashable, Codable {
      public let step: Slug
      public let check: Slug
      public let title: String
      public let at: Int64
    }
  }

  public struct Resource: Sendable, Hashable, Codable {
    public let lab: Slug
    public let step: Slug
    public let target: String
    public let kind: String
    public let operation: String

    /// With pseudonyms where ARNs hold accounts.
    public let identifier: [String: String]
    public let region: String?

    /// A pseudonym.
    public let account: String?
    public let costs: Bool?
    public let createdAt: Int64
    public let standing: LedgerEntry.Standing
    public let goneAt: Int64?
  }

  public struct Binding: Sendable, Hashable, Codable {
    public let lab: Slug
    public let target: String

    /// A pseudonym.
    public let account: String
    public let region: String
  }
}
