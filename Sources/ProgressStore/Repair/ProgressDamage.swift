/// What is wrong with a progress file.
public enum ProgressDamage: Sendable, Hashable {
  /// The file is empty, and its log is not.
  case emptied
  /// Its first bytes are not those of a database.
  case notADatabase
  /// In bytes.
  case cutOff(size: Int64, expected: Int64)
  /// SQLite's own words for what does not fit together.
  case unsound([String])
  /// Tables and indexes that are not there, or not as this program makes them.
  case incomplete([String])
  /// A repair had put everything ready, and was ended before it exchanged the files.
  case halfRepaired

  /// Whole sentences: what it is, and what it means for what was recorded.
  public var explanation: String {
    switch self {
    case .emptied:
      "It is empty, and only the log of the latest changes beside it is left. What is in the log "
        + "can be saved."
    case .notADatabase:
      "It does not begin as a database does: something else has written to it. What lies behind "
        + "the beginning can perhaps be saved."
    case .cutOff(let size, let expected):
      "It ends too early: \(size) of \(expected) bytes are there. What lay behind is lost, the "
        + "rest can be saved."
    case .unsound(let findings):
      "Some of it cannot be read, or does not fit together (SQLite says: "
        + "\(findings.first ?? "no more")). The rest can be saved."
    case .incomplete(let names):
      "It lacks \(names.joined(separator: ", ")), which only another program can have taken away. "
        + "The rest can be saved."
    case .halfRepaired:
      "A repair of it was ended before its last step. Nothing is lost, and that step can be done."
    }
  }
}
