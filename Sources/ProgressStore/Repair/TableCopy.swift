import GRDB

/// Copies the records of one table out of a damaged database, each for itself.
struct TableCopy {
  private let table: String
  private let target: Database
  private let columns: [String]

  /// Those of the primary key come first in `columns`.
  private let keyLength: Int
  private let indexes: [String]
  private let storage: PageRecords.Storage

  private var copied: Set<[DatabaseValue]> = []
  private var rejected = 0

  /// - Parameter target: Where the table is whole and has no records yet.
  init(_ table: String, into target: Database) throws {
    self.table = table
    self.target = target
    let key = try target.primaryKey(table).columns
    keyLength = key.count
    columns = try key + target.columns(in: table).map(\.name).filter { !key.contains($0) }
    indexes = try String.fetchAll(
      target,
      sql: "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL",
      arguments: [table])
    storage = try target.primaryKey(table).isRowID ? .rowidTable : .withoutRowid
  }

  /// - Parameters:
  ///   - source: `nil` when not even its list of tables can be read.
  ///   - pages: Of the same database.
  /// - Returns: How many were copied, and how many were not.
  mutating func run(
    from source: Database?, _ pages: PageRecords?
  ) throws -> (saved: Int, loss: RescueTally.Loss) {
    guard let source else {
      try gather(pages, known: nil)
      return (copied.count, .unknown)
    }
    let known = knownKeys(in: source)
    // From both ends, because what cannot be read lies between.
    var isComplete = try scan(source, "ASC")
    if !isComplete {
      isComplete = try scan(source, "DESC")
      try probe(source, known ?? keysBetween())
      try gather(pages, known: known.map(Set.init))
    }
    let lost = max((known?.count ?? 0) - copied.count, rejected)
    let loss: RescueTally.Loss =
      if isComplete ? rejected == 0 : known != nil && lost == 0 {
        .none
      } else {
        isComplete || known != nil ? .records(lost) : .unknown
      }
    return (copied.count, loss)
  }

  /// Whether it came to the end.
  private mutating func scan(_ source: Database, _ direction: String) throws -> Bool {
    let order = columns.prefix(keyLength).map { "\($0) \(direction)" }.joined(separator: ", ")
    return try reading {
      let records = try Row.fetchCursor(source, sql: "\(selection) ORDER BY \(order)")
      while let record = try records.next() { try insert(Array(record.databaseValues)) }
    }
  }

  /// One by one.
  private mutating func probe(_ source: Database, _ keys: [[DatabaseValue]]) throws {
    for key in keys where !copied.contains(key) {
      _ = try reading {
        let condition = columns.prefix(keyLength).map { "\($0) = ?" }.joined(separator: " AND ")
        let record = try Row.fetchOne(
          source, sql: "\(selection) WHERE \(condition)", arguments: StatementArguments(key))
        if let record { try insert(Array(record.databaseValues)) }
      }
    }
  }

  /// Wherever they lie.
  private mutating func gather(_ pages: PageRecords?, known: Set<[DatabaseValue]>?) throws {
    let before = rejected
    try pages?.forEach(storage, columns: columns.count) { values in
      if known?.contains(Array(values.prefix(keyLength))) != false { try insert(values) }
    }
    // What is of another table is no loss.
    rejected = before
  }

  /// By an index, which is a tree of its own; `nil` when none can be read to its end.
  private func knownKeys(in source: Database) -> [[DatabaseValue]]? {
    let key = columns.prefix(keyLength).joined(separator: ", ")
    return indexes.lazy.compactMap { index in
      try? Row.fetchAll(source, sql: "SELECT \(key) FROM \(table) INDEXED BY \(index)")
        .map { Array($0.databaseValues) }
    }.first
  }

  /// Where the key is a number that counts up.
  private func keysBetween() -> [[DatabaseValue]] {
    guard keyLength == 1 else { return [] }
    let known = copied.compactMap { Int64.fromDatabaseValue($0[0]) }.sorted()
    let gaps = zip(known, known.dropFirst()).filter { $1 - $0 > 1 && $1 - $0 < 100_000 }
    return gaps.flatMap { ($0 + 1..<$1).map { [$0.databaseValue] } }
  }

  private var selection: String {
    "SELECT \(columns.joined(separator: ", ")) FROM \(table) NOT INDEXED"
  }

  private mutating func insert(_ values: [DatabaseValue]) throws {
    let key = Array(values.prefix(keyLength))
    guard !copied.contains(key) else { return }
    do {
      let marks = values.map { _ in "?" }.joined(separator: ", ")
      try target.execute(
        sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))",
        arguments: StatementArguments(values))
      copied.insert(key)
    } catch let error as DatabaseError where error.isOfRecord {
      rejected += 1
    }
  }

  /// Whether it was read to its end.
  private func reading(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as DatabaseError where error.isOfDamage {
      return false
    }
  }
}

extension DatabaseError {
  /// The table does not admit it.
  fileprivate var isOfRecord: Bool {
    [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH].contains(resultCode.primaryResultCode)
  }
}
