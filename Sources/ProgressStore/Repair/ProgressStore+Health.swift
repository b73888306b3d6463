import Foundation
import GRDB

/// Whether a file is whole.
extension ProgressStore {
  /// What SQLite finds wrong with the file, a sentence each; empty when it is whole. Reads all of
  /// it (https://www.sqlite.org/pragma.html#pragma_integrity_check).
  func problems() throws -> [String] {
    try read { try $0.problems() }
  }

  /// `nil` when the file is whole, or is not there. Reads all of it and changes nothing.
  /// - Throws: `LabsError` when it cannot be read, or was written by a newer program.
  public static func damage(at path: String) throws -> ProgressDamage? {
    if ProgressRepair.isHalfDone(path) { return .halfRepaired }
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let hasLog = size(of: path + "-wal") > 0
    guard size(of: path) > 0 else { return hasLog ? .emptied : nil }
    let header = try DatabaseHeader(of: path)
    guard header.isSound else { return .notADatabase }
    // What the log holds need not be in the file yet.
    if !hasLog, let expected = header.size, size(of: path) < expected {
      return .cutOff(size: size(of: path), expected: expected)
    }
    return try translated(path) {
      do {
        let queue = try queue(lookingAt: path)
        let lacking = try Schema.lacking(in: queue, path: path)
        guard lacking.isEmpty else { return .incomplete(lacking) }
        let problems = try queue.read { try $0.problems() }
        return problems.isEmpty ? nil : .unsound(problems)
      } catch let error as DatabaseError where error.isOfDamage {
        return .unsound([error.message ?? "\(error.resultCode)"])
      }
    }
  }
}

extension Database {
  func problems() throws -> [String] {
    try String.fetchAll(self, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
  }
}

extension DatabaseError {
  /// The file is at fault, not the machine.
  var isOfDamage: Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(resultCode.primaryResultCode)
  }
}
