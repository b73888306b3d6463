import ChildProcess
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
    // A script that held an end of these would hold the emulator.
    let input = try openPipe()
    let output = try openPipe()

    let log = open(folder.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    let pid = Result {
      try spawn(
        installation.python, arguments: arguments, environment: Self.environment(installation),
        descriptors: [input.reading, output.writing, log])
    }
    close(input.reading)
    close(output.writing)
    close(log)
    do {
      self.pid = try pid.get()
    } catch {
      close(input.writing)
      close(output.reading)
      throw error
    }
    if lifetime == .untilStopped { close(input.writing) }
    self.hold = lifetime == .untilStopped ? -1 : input.writing
    self.output = output.reading
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
  private static func environment(_ installation: Installation) -> [String: String] {
    let passed: Set = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ"]
    return ProcessInfo.processInfo.environment.filter { passed.contains($0.key) }
      .merging(["PYTHONPATH": installation.emulatorSources, "PYTHONUNBUFFERED": "1"]) { $1 }
  }
}
