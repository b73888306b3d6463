import CourseModel
import Foundation
import GRDB

/// Passes what `body` throws on as a `LabsError` that names the file and the remedy.
func translated<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw explanation(of: error, path)
  } catch is RowDecodingError {
    throw damaged(path)
  }
}

func unusable(_ path: String, _ reason: String) -> LabsError {
  LabsError(
    .environmentNotReady, "Progress cannot be written to “\(path)”: \(reason).",
    hint: "Give yourself the right to write the file and its folder.")
}

/// Nothing is written to such a file before it is repaired.
func damaged(_ path: String) -> LabsError {
  LabsError(
    .environmentNotReady, "The progress file “\(path)” is damaged.",
    hint: "Leave it where it is: “labs doctor” tells what is wrong with it, and repairs it.")
}

func held(_ path: String) -> LabsError {
  LabsError(
    .environmentNotReady, "The progress file “\(path)” is held by another program.",
    hint: "Try again when it has finished.")
}

private func full(_ path: String) -> LabsError {
  LabsError(
    .environmentNotReady, "Progress cannot be written to “\(path)”: the disk is full.",
    hint: "Make room, then run the same command again: what was recorded is still there.")
}

/// For the log and its index.
private func hasRoom(_ path: String) -> Bool {
  var disk = statvfs()
  guard statvfs((path as NSString).deletingLastPathComponent, &disk) == 0 else { return true }
  return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) >= 128 * 1024
}

private func explanation(of error: DatabaseError, _ path: String) -> LabsError {
  switch error.resultCode.primaryResultCode {
  case .SQLITE_FULL:
    full(path)
  // Where SQLite makes the index of its log, it does not tell that there is no room for it.
  case .SQLITE_IOERR where !hasRoom(path):
    full(path)
  case .SQLITE_IOERR:
    LabsError(
      .environmentNotReady, "The progress file “\(path)” cannot be used: the disk makes an error.",
      hint: "The system's log tells more. Copy what is on the disk before you go on.")
  // What the program asks for is in every whole file: a statement that SQLite does not understand
  // names something that is missing.
  case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR:
    damaged(path)
  case .SQLITE_BUSY, .SQLITE_LOCKED:
    held(path)
  case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
    unusable(path, "it is read-only")
  default:
    unusable(path, error.message ?? "SQLite says \(error.resultCode)")
  }
}
