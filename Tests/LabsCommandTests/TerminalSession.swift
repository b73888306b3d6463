import ChildProcess
import Foundation
import Synchronization

/// The real `labs` on a pseudo-terminal, as a student sits in front of it.
final class TerminalSession: Sendable {
  let process: Int32
  private let terminal: Int32
  private let isThere = Mutex(true)
  private let shown = Mutex("")

  /// - Parameter controls: The terminal is the program's own, as that of a shell is: where it goes away,
  ///   the kernel says so. Linux only.
  convenience init(
    _ program: Program, _ arguments: String..., controls: Bool = false,
    environment more: [String: String] = [:]
  ) throws {
    try self.init(program, arguments, controls: controls, environment: more)
  }

  init(
    _ program: Program, _ arguments: [String], controls: Bool = false,
    environment more: [String: String] = [:]
  ) throws {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 50, ws_col: 90, ws_xpixel: 0, ws_ypixel: 0)
    openpty(&ours, &theirs, nil, nil, &size)
    terminal = ours
    let environment = Program.environment.merging(["TERM": "xterm", "CI": ""]) { $1 }
      .merging(more) { $1 }
    let call = [Program.program] + arguments + ["--root", program.root]
    process =
      try controls
      ? spawn(
        "/usr/bin/setsid", arguments: ["setsid", "--ctty"] + call, environment: environment,
        descriptors: [theirs, theirs, theirs], leadsSession: false)
      : spawn(
        Program.program, arguments: call, environment: environment,
        descriptors: [theirs, theirs, theirs])
    close(theirs)
    _ = fcntl(ours, F_SETFL, O_NONBLOCK)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    hangUp()
  }

  /// The terminal goes away: its window was closed, its connection broke.
  func hangUp() {
    isThere.withLock { isThere in
      if isThere { close(terminal) }
      isThere = false
    }
  }

  /// Whether the terminal shows what is typed, and hands it on by lines.
  var isAsUsual: Bool {
    var mode = termios()
    tcgetattr(terminal, &mode)
    return mode.c_lflag & tcflag_t(ECHO) != 0 && mode.c_lflag & tcflag_t(ICANON) != 0
  }

  func type(_ keys: String) {
    _ = keys.withCString { write(terminal, $0, strlen($0)) }
  }

  /// What has been shown since the last time, up to and with `text`.
  ///
  /// - Throws: `Program.Missing` when it does not come within a minute.
  @discardableResult
  func see(_ text: String) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      readMore()
      let found = shown.withLock { shown -> String? in
        guard let range = shown.range(of: text) else { return nil }
        defer { shown = String(shown[range.upperBound...]) }
        return String(shown[..<range.upperBound])
      }
      if let found { return found }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Program.Missing(path: "“\(text)” in “\(shown.withLock { $0 })”")
  }

  /// What has been shown since the last time.
  var rest: String { shown.withLock { $0 } }

  /// The exit code, when the program has ended by itself.
  func ending() async throws -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      readMore()
      try await Task.sleep(for: .milliseconds(5))
    }
    return (status >> 8) & 0xff
  }

  private func readMore() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = isThere.withLock { $0 ? read(terminal, &bytes, bytes.count) : 0 }
    guard count > 0 else { return }
    shown.withLock { $0 += String(decoding: bytes[..<count], as: UTF8.self) }
  }
}
