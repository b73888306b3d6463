import ProgressStore

/// What a repair of the progress could save, in words and for programs.
struct RepairReport: Encodable {
  struct Row: Encodable {
    let records: String
    let saved: Int

    /// `null` when nobody can tell.
    let lost: Int?

    enum CodingKeys: CodingKey {
      case records, saved, lost
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(records, forKey: .records)
      try container.encode(saved, forKey: .saved)
      try container.encode(lost, forKey: .lost)
    }
  }

  let path: String

  /// The damaged file, as it was; `null` when an earlier repair was only finished.
  let kept: String?
  let rows: [Row]

  init(_ report: ProgressRepair.Report, _ project: Project) {
    path = project.short(project.database)
    kept = report.kept.map(project.short)
    rows = report.tallies.map { Row(records: $0.kind.words, saved: $0.saved, lost: $0.lost) }
  }

  func text(_ style: Style) -> String {
    guard let kept else {
      return "\(style.good("Repaired:")) \(path), as it was begun earlier.\n\n"
    }
    let shown = rows.filter { $0.saved > 0 || $0.lost != 0 }
    let width = shown.map(\.records.count).max() ?? 0
    let lines = shown.map { row in
      let loss =
        switch row.lost {
        case 0: ""
        case let lost?: style.warning(", \(lost) lost")
        case nil: style.warning(", nobody can tell how many were lost")
        }
      return "  \(row.records.padded(to: width))  \(row.saved) saved\(loss)\n"
    }
    return """
      \(style.good("Repaired:")) \(path). The damaged file is kept as \(kept).
      \(lines.joined())\(advice)

      """
  }

  /// What is lost of the progress can be had again, and what may cost money is found.
  private var advice: String {
    rows.allSatisfy { $0.lost == 0 }
      ? ""
      : """
      What is in place is recorded again by labs check LAB. The ledger was read again from what the
      calls wrote down: what was found gone meanwhile may be listed as standing, until labs clean
      LAB has looked for it.

      """
  }
}

extension RescueTally {
  fileprivate var lost: Int? {
    switch loss {
    case .none: 0
    case .records(let count): count
    case .unknown: nil
    }
  }
}

extension RescueTally.Kind {
  fileprivate var words: String {
    switch self {
    case .attempt: "attempts"
    case .checkResult: "results of checks"
    case .stepOutput: "values handed on"
    case .stepState: "states of steps"
    case .drill: "drills"
    case .ledger: "ledger entries"
    case .binding: "confirmed accounts"
    }
  }
}
