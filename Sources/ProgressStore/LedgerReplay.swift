import CourseModel
import GRDB

/// Adds to a ledger that came through a repair what the calls' own files tell beyond it: a record that
/// was lost, or that says something else than was written down.
struct LedgerReplay {
  /// What the files tell from their beginning on.
  private let files: ProgressStore
  private let targets: [Target]

  /// - Parameter path: Where to put what the files tell, for as long as it is needed.
  init(_ folder: LedgerFolder, at path: String) throws {
    removeDatabase(path)
    files = try ProgressStore(path: path)
    try files.takeIn(folder)
    targets = folder.files.map(\.target)
  }

  /// What the ledger says to be gone was found so by looking, which no call has written down. Where
  /// the ledger did not come through as a whole this is not believed, because the thing may have been
  /// made anew since: better that something is looked for than that it goes on to cost money.
  func complete(_ store: ProgressStore, _ tally: inout RescueTally) throws {
    guard !targets.isEmpty else { return }
    let believesGone = tally.loss == .none
    tally.loss = .none
    tally.saved = try store.queue.writeWithoutTransaction { database in
      try database.execute(sql: "ATTACH ? AS files", arguments: [files.path])
      defer { try? database.execute(sql: "DETACH files") }
      try database.inTransaction {
        for target in targets {
          try database.execute(
            sql: "DELETE FROM ledger WHERE standing = 'mayBeThere' AND target = ?",
            arguments: [target.description])
        }
        try database.execute(sql: Self.addition, arguments: ["believesGone": believesGone])
        try database.execute(
          sql: "INSERT OR REPLACE INTO ledgerFile SELECT * FROM files.ledgerFile")
        return .commit
      }
      return try Int.fetchOne(database, sql: "SELECT count(*) FROM ledger") ?? 0
    }
  }

  private static let columns = [
    "call", "lab", "step", "target", "kind", "operation", "identifier", "isName", "region",
    "account", "costs", "createdAt", "standing", "goneAt",
  ].joined(separator: ", ")

  private static let addition = """
    INSERT INTO ledger (\(columns))
    SELECT \(columns) FROM files.ledger AS told WHERE NOT EXISTS (
      SELECT * FROM main.ledger AS known
      WHERE (known.call, known.lab, known.step, known.target, known.kind, known.identifier)
        = (told.call, told.lab, told.step, told.target, told.kind, told.identifier)
      AND known.region IS told.region AND known.account IS told.account
      AND (known.standing IN ('standing', 'mayBeThere', told.standing)
        OR :believesGone AND known.standing = 'gone'))
    ORDER BY told.id
    """
}
