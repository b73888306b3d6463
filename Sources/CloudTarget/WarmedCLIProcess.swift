import CourseModel
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
  init(_ command: [String], environment: [String]) throws {
    let input = Self.pair()
    let output = Self.pair()
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID of <spawn.h>, which is not imported
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let newSession = POSIX_SPAWN_SETSID
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input.theirs, 0)
    posix_spawn_file_actions_adddup2(&actions, output.theirs, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, Int16(newSession))
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      close(input.theirs)
      close(output.theirs)
    }

    let words = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let failure = posix_spawn(&pid, command[0], &actions, &attributes, words, variables)
    guard failure == 0 else {
      close(input.ours)
      close(output.ours)
      throw LabsError(
        .environmentNotReady,
        "“\(command[0])” cannot be started: \(String(cString: strerror(failure))).",
        hint: "Run bin/labs, which sets it up.")
    }
    self.pid = pid
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

  /// Comes back when the process is gone.
  func end() async {
    await Self.away {
      close(input)
      close(output)
      for _ in 0..<200 {
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
