import ChildProcess
import CourseModel
import Foundation

/// A bash on this terminal, with the environment and in the folder of a lab's scripts.
struct ShellSession {
  let environment: [String: String]
  let folder: String

  /// Runs `command`, or asks for commands when there is none.
  ///
  /// - Returns: The exit status as shells count it.
  /// - Throws: `CancellationError` when the caller's task was cancelled meanwhile.
  func run(_ command: String?, prompt: String) async throws -> Int32 {
    let shell =
      command.map { ["-c", $0] } ?? ["--noprofile", "--norc", "-i"]
    var environment = environment
    // What is typed may be a secret.
    environment["HISTFILE"] = "/dev/null"
    let pid = try spawn(
      "/bin/bash", arguments: ["bash", "-c", Self.entry, "labs shell", folder, prompt] + shell,
      environment: environment, descriptors: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO],
      leadsSession: false)
    let status = await withTaskCancellationHandler {
      await Self.end(of: pid)
    } onCancel: {
      kill(pid, SIGHUP)
    }
    try Task.checkCancellation()
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Only an interactive bash keeps a prompt that it is given.
  private static let entry =
    "cd -- \"$1\" && export PS1=\"$2\" && shift 2 && exec bash \"$@\""

  private static func end(of pid: pid_t) async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        continuation.resume(returning: status)
      }
    }
  }
}
