import CourseModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A host that was just started, in a session of its own: Ctrl-C in the terminal is not for it.
struct HostProcess {
  let pid: Int32
  /// The host's standard input: it lives while this is open. -1 when it is to be kept.
  let hold: Int32
  private let output: Int32

  /// Throws when the host cannot even be started.
  init(_ installation: Installation, _ lifetime: Emulator.Lifetime) throws {
    let folder = StateFolder(path: installation.stateFolder)
    let arguments = [
      installation.python, "-m", "cloud", "--state", installation.stateFolder,
      "--registry", installation.registry, "--lifetime", lifetime.rawValue,
    ]
    let input = Self.pipe()
    let output = Self.pipe()

    var actions = Self.fileActions()
    posix_spawn_file_actions_adddup2(&actions, input.read, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, 1)
    posix_spawn_file_actions_addopen(
      &actions, 2, folder.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    var attributes = Self.newSession()
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }

    var pid: pid_t = 0
    let failure = Self.withStrings(arguments) { arguments in
      Self.withStrings(Self.environment(installation)) { environment in
        posix_spawn(&pid, installation.python, &actions, &attributes, arguments, environment)
      }
    }
    close(input.read)
    close(output.write)
    guard failure == 0 else {
      close(input.write)
      close(output.read)
      let reason = String(cString: strerror(failure))
      throw LabsError(
        .environmentNotReady, "“\(installation.python)” cannot be started: \(reason).",
        hint: "Run bin/labs, which sets it up.")
    }
    if lifetime == .untilStopped { close(input.write) }
    self.pid = pid
    self.hold = lifetime == .untilStopped ? -1 : input.write
    self.output = output.read
  }

  /// The record that the host prints when it is ready; of another host, when that has the folder.
  ///
  /// `nil` when it ends or stays silent. Blocks, so it belongs on a thread of its own.
  func record(within seconds: Int) -> RunningRecord? {
    defer { close(output) }
    let end = ContinuousClock.now + .seconds(seconds)
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
      var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      let left = (end - .now).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      guard milliseconds > 0, poll(&ready, 1, Int32(milliseconds)) > 0 else { return nil }
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = read(output, &piece, piece.count)
      guard count > 0 else { return nil }
      line += piece[..<count]
    }
    return RunningRecord(json: Data(line))
  }

  /// Ends a host that did not become ready.
  func end() {
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
    if hold >= 0 { close(hold) }
  }

  /// Chosen, not inherited: no AWS profile, no Python settings of the caller.
  private static func environment(_ installation: Installation) -> [String] {
    let caller = ProcessInfo.processInfo.environment
    let passed = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ"].compactMap { name in
      caller[name].map { "\(name)=\($0)" }
    }
    return passed + ["PYTHONPATH=\(installation.emulatorSources)", "PYTHONUNBUFFERED=1"]
  }

  #if canImport(Glibc)
    private static func fileActions() -> posix_spawn_file_actions_t {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      return actions
    }
  #else
    private static func fileActions() -> posix_spawn_file_actions_t? {
      var actions: posix_spawn_file_actions_t?
      posix_spawn_file_actions_init(&actions)
      return actions
    }
  #endif

  #if canImport(Glibc)
    private static func newSession() -> posix_spawnattr_t {
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      posix_spawnattr_setflags(&attributes, Int16(0x80))  // POSIX_SPAWN_SETSID of glibc
      return attributes
    }
  #else
    private static func newSession() -> posix_spawnattr_t? {
      var attributes: posix_spawnattr_t?
      posix_spawnattr_init(&attributes)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))
      return attributes
    }
  #endif

  /// Both ends are closed in every child: a script that held one would hold the emulator.
  private static func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      // Swift sees no pipe2; a pair of sockets does the same.
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      socketpair(AF_UNIX, kind, 0, &ends)
    #else
      Darwin.pipe(&ends)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #endif
    return (ends[0], ends[1])
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return body(copies)
  }
}
