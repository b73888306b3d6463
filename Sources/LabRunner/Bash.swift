import Foundation

/// Runs shell text under `bash -euo pipefail`.
///
/// - The text reaches bash through an open file without a name: it is neither in the list of
///   processes nor left on the disk, and may be of any length.
/// - Standard input is `/dev/null`, and there is no controlling terminal: a script that asks for
///   something gets an error at once instead of waiting for an answer that cannot come.
/// - Each script leads a session and process group of its own. At the time limit, or when the task
///   is cancelled, the group gets SIGTERM, and SIGKILL two seconds later.
/// - What a script leaves behind is ended with it: what is still in its group, on Linux also what
///   has left the group (found by `LABS_SCRIPT` in its environment). What has to outlive a script
///   belongs to a service: the cloud, a container engine.
/// - Where this process itself is killed, the script's group is killed too, by a ``Watcher``.
public struct Bash: ScriptExecutor {
  public init() {}

  public func execute(
    _ command: ShellCommand, output: @escaping @Sendable (OutputChannel, [UInt8]) -> Void
  ) async throws -> ShellResult {
    guard !Task.isCancelled else { return ShellResult(.interrupted) }
    let alarm = try Alarm()
    let child = try ShellChild(bash: bashPath, command, watcher: Watcher.shared.get())
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { [child] in
          child.awaitExit()
          alarm.ring(.exited)
        }
        Thread.detachNewThread { [child] in
          var supervision = Supervision(of: child, limit: command.timeout, alarm: alarm)
          continuation.resume(returning: supervision.result(output: output))
        }
      }
    } onCancel: {
      alarm.ring(.cancelled)
    }
  }
}

/// The first `bash` on this process's PATH.
let bashPath: String = {
  let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  let paths = folders.split(separator: ":").map { "\($0)/bash" }
  return paths.first { access($0, X_OK) == 0 } ?? "/bin/bash"
}()
