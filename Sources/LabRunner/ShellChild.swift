import ChildProcess
import CourseModel
import Foundation

/// A bash that was started, and this side's ends of its pipes.
struct ShellChild: Sendable {
  /// Also the number of its process group and session.
  let pid: pid_t
  let standardOutput: Int32
  let standardError: Int32

  /// Unique in the environment of all that the script starts.
  let marker: String
  private let watcher: Watcher

  /// All on one line, from which bash counts the lines of the script. `read` costs less than
  /// `$(<file)`, which forks.
  private static let prelude =
    "cd -- \"$1\"; shift; read -rd '' -u 3 || :; eval \"unset REPLY; $REPLY\" 3<&-"

  init(bash: String, _ command: ShellCommand, watcher: Watcher) throws {
    guard access(command.folder, X_OK) == 0 else {
      throw LabsError.machine("The folder “\(command.folder)” cannot be entered")
    }
    let text = String(repeating: "\n", count: command.firstLine - 1) + command.text
    let script = try openNamelessFile(holding: text.utf8)
    defer { close(script) }
    let output = try openPipe()
    let error = try openPipe()
    defer { for end in [output.writing, error.writing] { close(end) } }
    marker = UUID().uuidString
    pid = try spawn(
      bash,
      arguments: ["bash", "-euo", "pipefail", "-c", Self.prelude, command.name, command.folder],
      environment: command.environment.merging(["LABS_SCRIPT": marker]) { $1 },
      descriptors: [nil, output.writing, error.writing, script])
    watcher.watch(pid, marker: marker)
    (standardOutput, standardError) = (output.reading, error.reading)
    self.watcher = watcher
  }

  /// Blocks until bash has ended, and leaves it unreaped: its number stays its own.
  func awaitExit() {
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
  }

  func signalGroup(_ signal: Int32) {
    kill(-pid, signal)
  }

  /// Ends everything that is left, and tells how bash ended. Nothing may be asked of it afterwards.
  func reap() -> ShellResult.Ending {
    signalGroup(SIGKILL)
    endStragglers(of: self)
    for end in [standardOutput, standardError] { close(end) }
    watcher.forget(pid)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}
