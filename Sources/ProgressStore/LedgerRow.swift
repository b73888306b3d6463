import CourseModel
import Foundation
import GRDB

extension Database {
  func take(_ line: LedgerLine, on target: Target) throws {
    switch line.event {
    case .intended:
      for resource in line.resources where try present(resource, line, target) == nil {
        try insert(resource, of: line, on: target, as: .mayBeThere)
      }
    case .created:
      try settle(line, on: target)
    case .failed:
      try forgetIntent(of: line.call)
    case .gone:
      for resource in line.resources {
        let present = try ledger(
          "target = ? AND kind = ? AND standing <> 'gone'", [target.description, resource.kind])
        for entry in present
        where resource.takesAway(entry) && entry.isIn(account: line.account) {
          try setGone(entry.id, at: Timestamp(milliseconds: line.at))
        }
      }
    }
  }

  /// What was intended is there now. What stood already is not made anew: some calls answer with
  /// what was there.
  private func settle(_ line: LedgerLine, on target: Target) throws {
    var intents = try ledger("call = ? AND standing = 'mayBeThere'", [line.call])
    for resource in line.resources {
      let present = try present(resource, line, target)
      if let present {
        intents.removeAll { $0.id == present.id }
        try execute(
          sql: "UPDATE ledger SET standing = 'standing' WHERE id = ?", arguments: [present.id])
      } else if let index = intents.firstIndex(where: { $0.kind == resource.kind }) {
        try execute(
          sql: """
            UPDATE ledger SET standing = 'standing', identifier = ?, isName = 0, account = ?
            WHERE id = ?
            """,
          arguments: [resource.identifierText, line.account, intents.remove(at: index).id])
      } else {
        try insert(resource, of: line, on: target, as: .standing)
      }
    }
    try forgetIntent(of: line.call)
  }

  private func present(
    _ resource: LedgerLine.Resource, _ line: LedgerLine, _ target: Target
  ) throws -> LedgerEntry? {
    guard resource.isName != true else { return nil }
    return try ledger(
      "target = ? AND kind = ? AND identifier = ? AND NOT isName AND standing <> 'gone'",
      [target.description, resource.kind, resource.identifierText]
    ).first { $0.region == resource.region && $0.isIn(account: line.account) }
  }

  private func insert(
    _ resource: LedgerLine.Resource, of line: LedgerLine, on target: Target,
    as standing: LedgerEntry.Standing
  ) throws {
    guard let lab = Slug(line.lab ?? ""), let step = Slug(line.step ?? "") else { return }
    try execute(
      sql: """
        INSERT INTO ledger (call, lab, step, target, kind, operation, identifier, isName, region,
          account, costs, createdAt, standing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        line.call, lab.text, step.text, target.description, resource.kind, line.operation,
        resource.identifierText, resource.isName ?? false, resource.region, line.account,
        resource.costs, line.at, standing.rawValue,
      ])
  }

  private func forgetIntent(of call: String) throws {
    try execute(
      sql: "DELETE FROM ledger WHERE call = ? AND standing = 'mayBeThere'", arguments: [call])
  }

  func setGone(_ id: LedgerEntry.ID, at moment: Timestamp) throws {
    try execute(
      sql: "UPDATE ledger SET standing = 'gone', goneAt = ? WHERE id = ?",
      arguments: [moment.milliseconds, id])
  }

  /// In the order of creation. What is gone may be a thousand times what is not.
  func ledger(
    _ condition: String, _ arguments: StatementArguments, by index: String = ""
  ) throws -> [LedgerEntry] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM ledger \(index) WHERE \(condition) ORDER BY id",
      arguments: arguments
    ).compactMap(LedgerEntry.init(row:))
  }
}

extension LedgerEntry {
  fileprivate func isIn(account other: String?) -> Bool {
    account == nil || other == nil || account == other
  }

  fileprivate init?(row: Row) throws {
    guard let lab = try Slug(row.value("lab")), let step = try Slug(row.value("step")),
      let target = try Target(row.value("target")),
      let standing = try Standing(rawValue: row.value("standing"))
    else { return nil }
    let text: String = try row.value("identifier")
    try self.init(
      id: row.value("id"), lab: lab, step: step, target: target, kind: row.value("kind"),
      operation: row.value("operation"),
      identifier: (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:],
      isName: row.value("isName"), region: row.value("region"), account: row.value("account"),
      costs: row.value("costs"),
      createdAt: Timestamp(milliseconds: row.value("createdAt")), standing: standing,
      goneAt: (row.value("goneAt") as Int64?).map(Timestamp.init(milliseconds:)))
  }
}
