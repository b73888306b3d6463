public import CourseModel
import Foundation
import GRDB

/// What scripts created, and what of it still stands.
extension ProgressStore {
  /// Takes in what calls have written since the last time. Each line counts once, also when this is
  /// cut off in the middle or two programs do it at the same time; a line that is cut off is passed
  /// over.
  public func takeIn(_ folder: LedgerFolder) throws {
    for (name, target) in folder.files {
      let path = "\(folder.path)/\(name)"
      guard try size(of: path) != read({ try $0.ledgerOffset(of: name) }) else {
        continue
      }
      try write { database in
        // A file that is shorter than before is another one.
        let size = size(of: path)
        let known = try database.ledgerOffset(of: name)
        let offset = known <= size ? known : 0
        let new = try FileBytes.lines(of: path, from: offset)
        for text in new.lines {
          guard let line = try? JSONDecoder().decode(LedgerLine.self, from: text) else { continue }
          try database.take(line, on: target)
        }
        try database.setLedgerOffset(of: name, to: new.end)
      }
    }
  }

  /// What stands or may be there, in the order of creation: of one lab or of all, of one target or
  /// of all.
  public func ledger(of lab: Slug? = nil, on target: Target? = nil) throws -> [LedgerEntry] {
    try read { database in
      try database.ledger(
        "standing <> 'gone'" + (lab == nil ? "" : " AND lab = :lab")
          + (target == nil ? "" : " AND target = :target"),
        StatementArguments(
          ["lab": lab?.text, "target": target?.description].compactMapValues(\.self)),
        by: "INDEXED BY ledgerPresent")
    }
  }

  /// What is gone, once for each thing, the latest last.
  public func goneLedger(of lab: Slug? = nil, limit: Int = 200) throws -> [LedgerEntry] {
    try read { database in
      try database.ledger(
        """
        id IN (
          SELECT max(id) FROM ledger WHERE standing = 'gone' \(lab == nil ? "" : "AND lab = :lab")
          GROUP BY target, kind, identifier, region ORDER BY max(id) DESC LIMIT :limit)
        """,
        StatementArguments(
          ["limit": limit].merging(lab.map { ["lab": $0.text] } ?? [:]) { $1 }))
    }
  }

  public func markGone(_ ids: [LedgerEntry.ID]) throws {
    try write { database in
      let moment = now()
      for id in ids { try database.setGone(id, at: moment) }
    }
  }

  /// The account behind the target is empty.
  public func markAllGone(on target: Target) throws {
    try markGone(ledger(on: target).map(\.id))
  }

  /// The labs of the real account at which nobody has been for this long, and of which something
  /// stands that costs money or may do so.
  public func abandonedLabs(after rest: Duration = .seconds(86_400)) throws -> [AbandonedLab] {
    let costing = try ledger(on: .aws).filter { $0.costs != false }
    let now = now().milliseconds
    let rest = rest.components.seconds * 1000
    // What a clock that was wrong dated into the future must not hold a warning back until then.
    let believable = now + rest
    return try Dictionary(grouping: costing, by: \.lab).compactMap { lab, entries in
      let attempted = try read { database in
        try Int64.fetchOne(
          database,
          sql:
            "SELECT max(startedAt) FROM attempt WHERE lab = ? AND target = ? AND startedAt BETWEEN 0 AND ?",
          arguments: [lab.text, Target.aws.description, believable])
      }
      let created = entries.map(\.createdAt.milliseconds).filter { 0...believable ~= $0 }
      let last = (created + [attempted].compactMap(\.self)).max()
      guard last.map({ $0 <= now - rest }) != false else { return nil }
      return AbandonedLab(
        lab: lab, target: .aws, lastActivity: last.map(Timestamp.init(milliseconds:)),
        entries: entries)
    }.sorted { $0.lab < $1.lab }
  }
}

extension Database {
  fileprivate func ledgerOffset(of name: String) throws -> Int64 {
    try Int64.fetchOne(self, sql: "SELECT end FROM ledgerFile WHERE name = ?", arguments: [name])
      ?? 0
  }

  fileprivate func setLedgerOffset(of name: String, to end: Int64) throws {
    try execute(
      sql: "INSERT OR REPLACE INTO ledgerFile (name, end) VALUES (?, ?)", arguments: [name, end])
  }
}

/// The end of a file that grows.
private enum FileBytes {
  /// The whole lines behind an offset, and where the last of them ends.
  static func lines(of path: String, from offset: Int64) throws -> (lines: [Data], end: Int64) {
    guard let file = FileHandle(forReadingAtPath: path) else { return ([], offset) }
    defer { try? file.close() }
    do {
      try file.seek(toOffset: UInt64(offset))
      let bytes = try file.readToEnd() ?? Data()
      guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return ([], offset) }
      return (bytes[..<last].split(separator: UInt8(ascii: "\n")), offset + Int64(last) + 1)
    } catch {
      throw LabsError(
        .environmentNotReady, "The ledger “\(path)” cannot be read.",
        hint: "Give yourself the right to read it.")
    }
  }
}
