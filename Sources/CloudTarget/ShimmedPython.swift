import CourseModel
import Foundation

/// The Python that scripts find where a version manager's shim stands in its place.
///
/// pyenv, asdf and mise put scripts on the PATH that start the program meant. pyenv's puts that program's
/// folder first on the PATH of all that it starts, and an `aws` beside it would answer in the place of
/// ours: unguarded in checks, unseen by the ledger, and slow. So scripts get the program itself.
struct ShimmedPython {
  /// The shims, by name.
  private let shims: [String: String]

  /// - Parameter path: As `PATH` has it.
  init(on path: String) {
    let folders = path.split(separator: ":")
    shims = ["python3", "python"].reduce(into: [:]) { shims, name in
      let found = folders.map { "\($0)/\(name)" }
        .first(where: FileManager.default.isExecutableFile)
      if let found, Self.isScript(found) { shims[name] = found }
    }
  }

  /// Puts a program of each shim's name into `pathFolder` that starts the Python that the shim leads to from
  /// `folder`. One that leads nowhere stays as it is: what it says is for the student.
  func lead(past pathFolder: String, from folder: String, environment: [String: String])
    async throws
  {
    for (name, shim) in shims {
      let ask = "cd \"$1\" && exec \"$2\" -c 'import sys; print(sys.executable)'"
      let process = try WarmedCLIProcess(
        ["/bin/sh", "-c", ask, "sh", folder, shim], environment: environment)
      let program = await process.firstLine()
      await process.end()
      guard let program, program.hasPrefix("/"), !Self.isScript(program) else { continue }
      let quoted = program.replacing("'", with: "'\\''")
      try Data("#!/bin/sh\nexec '\(quoted)' \"$@\"\n".utf8).write(
        to: URL(filePath: "\(pathFolder)/\(name)"))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: "\(pathFolder)/\(name)")
    }
  }

  private static func isScript(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 2)) == Data("#!".utf8)
  }
}
