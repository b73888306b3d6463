import CourseModel
import Foundation

/// What stands, what is gone and what cannot be told.
struct LedgerReport: Encodable {
  struct Row: Encodable {
    let number: Int64
    let standing: LedgerEntry.Standing
    let lab: String
    let step: String
    let target: String
    let account: String?
    let region: String?
    let kind: String
    let operation: String
    let identifier: [String: String]

    /// `null` when that is not known.
    let costsMoney: Bool?
    let createdAt: Date
    let goneAt: Date?

    enum CodingKeys: CodingKey {
      case number, standing, lab, step, target, account, region, kind, operation, identifier
      case costsMoney, createdAt, goneAt
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(number, forKey: .number)
      try container.encode(standing, forKey: .standing)
      try container.encode(lab, forKey: .lab)
      try container.encode(step, forKey: .step)
      try container.encode(target, forKey: .target)
      try container.encode(account, forKey: .account)
      try container.encode(region, forKey: .region)
      try container.encode(kind, forKey: .kind)
      try container.encode(operation, forKey: .operation)
      try container.encode(identifier, forKey: .identifier)
      try container.encode(costsMoney, forKey: .costsMoney)
      try container.encode(createdAt, forKey: .createdAt)
      try container.encode(goneAt, forKey: .goneAt)
    }
  }

  let resources: [Row]
  private let present: [LedgerEntry]
  private let gone: [LedgerEntry]

  enum CodingKeys: CodingKey {
    case resources
  }

  /// What was made again after it was gone is not told of as gone.
  init(present: [LedgerEntry], gone: [LedgerEntry]) {
    let there = Set(present.map(\.title))
    self.present = present
    self.gone = gone.filter { !there.contains($0.title) }
    resources = (self.present + self.gone).map(Row.init)
  }

  var plainText: String {
    guard !resources.isEmpty else { return "ledger: nothing was created\n" }
    return (present + gone).map { entry in
      "\(entry.standing.words): \(entry.id): \(entry.lab): \(entry.step): \(entry.title): "
        + "\(entry.costWords), on \(entry.target)\n"
    }.joined()
  }

  func text(_ style: Style) -> String {
    guard !resources.isEmpty else {
      return "The ledger is empty: no script has created anything.\n"
    }
    let sections = (present + gone).reduce(into: [Place]()) { places, entry in
      let place = Place(lab: entry.lab, target: entry.target)
      if !places.contains(place) { places.append(place) }
    }.map { section($0, style) }
    let end = present.isEmpty ? ["Nothing is left that a script has created.\n"] : []
    return (sections + end).joined(separator: "\n")
  }

  private struct Place: Hashable {
    let lab: Slug
    let target: Target
  }

  private func section(_ place: Place, _ style: Style) -> String {
    let entries = (present + gone).filter { $0.lab == place.lab && $0.target == place.target }
    let width = (
      entries.map { "\($0.id)".count }.max() ?? 0, entries.map(\.step.text.count).max() ?? 0
    )
    let rows = entries.map { entry in
      let number = String(repeating: " ", count: width.0 - "\(entry.id)".count) + "\(entry.id)"
      let line =
        "\(entry.standing.words.padded(to: 12))  \(number)  \(entry.step.text.padded(to: width.1))"
        + "  \(entry.title)"
      guard entry.standing != .gone else { return "  \(style.dim(line))\n" }
      return "  \(line)\(entry.remarks.map { "  \(style.warning($0))" } ?? "")\n"
    }
    let note = place.target.kind == .emulated ? ", where nothing costs money" : ""
    return "\(style.bold(place.lab.text)) on \(place.target.account)\(note)\n" + rows.joined()
  }
}

extension LedgerReport.Row {
  init(_ entry: LedgerEntry) {
    self.init(
      number: entry.id, standing: entry.standing, lab: entry.lab.text, step: entry.step.text,
      target: entry.target.description, account: entry.account, region: entry.region,
      kind: entry.kind, operation: entry.operation, identifier: entry.identifier,
      costsMoney: entry.costsMoney, createdAt: entry.createdAt.date,
      goneAt: entry.goneAt?.date)
  }
}

extension Target {
  fileprivate var account: String {
    switch self {
    case .emulated: "the emulated account"
    case .endpoint(let url): "the account at \(url)"
    case .aws: "your AWS account"
    }
  }
}

extension LedgerEntry {
  /// What is worth a second look; `nil` for what is in order.
  var remarks: String? {
    let remarks = [
      costs == nil ? "labs does not know how to remove it" : nil,
      standing == .mayBeThere ? "its call was cut off" : nil,
      target == .aws && costs != false ? costWords : nil,
    ].compactMap(\.self)
    return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
  }

  /// An emulated resource costs nothing, whatever it would cost on a real account.
  fileprivate var costsMoney: Bool? { target.kind == .emulated ? false : costs }

  fileprivate var costWords: String {
    switch (costs, target.kind) {
    case (true?, .aws): "costs money"
    case (true?, .emulated): "would cost money on a real account"
    case (false?, _): "costs nothing"
    case (nil, _): "may cost money"
    }
  }
}

extension LedgerEntry.Standing {
  fileprivate var words: String {
    switch self {
    case .standing: "standing"
    case .mayBeThere: "may be there"
    case .gone: "gone"
    }
  }
}

extension Timestamp {
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
