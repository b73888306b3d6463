public import CourseModel

/// Progress as it is handed in: what `labs export` writes and `labs import` reads.
///
/// In it are no secrets, no number of an account and nothing that a script printed but what its
/// checks found. ``ExportText`` is how it is written.
public struct ProgressExport: Sendable, Hashable {
  /// The only one that this program writes and reads.
  public static let format = 1

  /// Of the file, in bytes.
  public static let sizeLimit = 64 * 1024 * 1024

  /// Whose progress it is, and which course's.
  public struct Heading: Sendable, Hashable, Codable {
    public let format: Int

    /// A pseudonym of the `.labs` folder that it is from.
    public let progress: String
    public let course: String

    /// The labs' digests, by name, at the time of the export.
    public let labs: [String: String]

    /// In milliseconds since 1970, UTC.
    public let exportedAt: Int64

    public init(progress: String, course: String, labs: [String: String], exportedAt: Timestamp) {
      format = ProgressExport.format
      self.progress = progress
      self.course = course
      self.labs = labs
      self.exportedAt = exportedAt.milliseconds
    }
  }

  public let heading: Heading
  public let records: [ExportRecord]

  public init(heading: Heading, records: [ExportRecord]) {
    self.heading = heading
    self.records = records
  }

  public var attempts: [ExportRecord.Attempt] {
    records.compactMap { if case .attempt(let attempt) = $0 { attempt } else { nil } }
  }

  /// In a real account, by the ledger.
  public var standingResources: [ExportRecord.Resource] {
    records.compactMap { record in
      guard case .resource(let resource) = record, resource.target == Target.aws.description,
        resource.standing != .gone
      else { return nil }
      return resource
    }
  }
}
