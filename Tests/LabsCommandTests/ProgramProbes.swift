import Foundation

/// Looks behind the program's back.
extension Program {
  /// Whether the process whose number is in this file is still there a moment later.
  func isAlive(_ path: String) async throws -> Bool {
    guard let number = text(of: path).flatMap({ Int32($0.trimmingCharacters(in: .newlines)) })
    else { throw Missing(path: path) }
    for _ in 0..<100 {
      guard kill(number, 0) == 0, try await state(of: number) != "Z" else { return false }
      try await Task.sleep(for: .milliseconds(10))
    }
    return true
  }

  /// Waits until the file has something in it.
  func has(_ path: String) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while text(of: path)?.isEmpty != false {
      guard ContinuousClock.now < deadline else { throw Missing(path: path) }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// As `ps` shows it: `Z` for one that has ended and whose parent has not asked yet.
  private func state(of process: Int32) async throws -> String {
    let ps = try Running("/bin/ps", ["ps", "-o", "stat=", "-p", "\(process)"], environment: [:])
    return String(try await ps.ending().output.prefix(1))
  }

  /// What another program, here Python's SQLite, finds in the database: the first value.
  @discardableResult
  func sql(_ statement: String) async throws -> String {
    let script = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as database:
          print(*(database.execute(sys.argv[2]).fetchone() or []))
      """
    let arguments = ["python", "-c", script, root + "/.labs/progress.sqlite", statement]
    let ending = try await Running(
      Self.home + "/.labs/venv/bin/python", arguments, environment: [:]
    ).ending()
    guard ending.code == 0 else { throw Refused(errors: ending.errors) }
    return ending.output
  }

  /// A statement that SQLite did not carry out.
  struct Refused: Error {
    let errors: String
  }

  struct Missing: Error {
    let path: String
  }
}
