import GRDB

extension Row {
  /// The value of a column.
  ///
  /// - Throws: `RowDecodingError` when it is not what this program writes there: the file is damaged.
  ///   GRDB's own subscript would end the program.
  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    try decode(forColumn: column)
  }
}
