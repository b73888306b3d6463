import ChildProcess
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The host's process. It lives until its standard input ends, which this process holds; the
/// kernel lets go of it however this process ends.
struct WarmedCLIProcess: Sendable {
  private let pid: pid_t
  private let input: Int32
  private let output: Int32

  /// Throws when the first of `command`, a path, cannot be started.
  init(_ command: [String], environment: [String: String]) throws {
    let input = Self.pair()
    let output = Self.pair()
    defer {
      close(input.theirs)
      close(output.theirs)
    }
    do {
      pid = try spawn(
        command[0], arguments: command, environment: environment,
        descriptors: [input.theirs, output.theirs, nil])
    } catch {
      close(input.ours)
      close(output.ours)
      throw error
    }
    self.input = input.ours
    self.output = output.ours
  }

  /// The first line that the process prints; nothing when it ends before that.
  func firstLine() async -> String? {
    await Self.away {
      var line: [UInt8] = []
      var byte: UInt8 = 0
      while read(output, &byte, 1) == 1 {
        if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
        line.append(byte)
      }
      return nil
    }
  }

  /// Comes back when the process is gone; one that does not end within five seconds is killed.
  func end() async {
    await Self.away {
      close(input)
      close(output)
      for _ in 0..<500 {
        if waitpid(pid, nil, WNOHANG) != 0 { return }
        usleep(10_000)
      }
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  /// Runs what blocks on a thread that may be blocked.
  private static func away<Result: Sendable>(
    _ body: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }

  /// Both ends are closed in every child: a script that held ours would hold the host.
  private static func pair() -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
    #else
      socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #endif
    return (ends[0], ends[1])
  }
}
