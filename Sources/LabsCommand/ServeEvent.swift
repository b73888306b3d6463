import CourseModel
import SiteGenerator

/// One line of `labs serve --json`, in the envelope's `data`.
struct ServeEvent: Encodable {
  enum Kind: String, Encodable {
    /// The first build is over, and pages are answered.
    case serving
    case built

    /// A build could not be made at all.
    case failed
    case notice
  }

  let kind: Kind
  let report: BuildReport?
  private let address: String?
  private let touched: [String]?
  private let message: String?

  init(
    _ kind: Kind, address: String? = nil, report: BuildReport? = nil, touched: [String]? = nil,
    message: String? = nil
  ) {
    self.kind = kind
    self.address = address
    self.report = report
    self.touched = touched
    self.message = message
  }

  enum CodingKeys: String, CodingKey {
    case kind = "event"
    case address, touched, message, pages, rendered, milliseconds, isPublished, diagnostics
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(address, forKey: .address)
    try container.encodeIfPresent(touched, forKey: .touched)
    try container.encodeIfPresent(message, forKey: .message)
    guard let report else { return }
    try container.encode(report.pages, forKey: .pages)
    try container.encode(report.rendered.count, forKey: .rendered)
    try container.encode(Int(report.duration / .milliseconds(1)), forKey: .milliseconds)
    try container.encode(report.isPublished, forKey: .isPublished)
    try container.encode(report.diagnostics, forKey: .diagnostics)
  }
}
