#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Single keys from the terminal, without waiting for Enter and without echo. Ctrl-C still
/// interrupts.
struct Keyboard: Sendable {
  let terminal: Terminal

  /// The next key as text, lowercased: `"\n"` for Enter; `nil` when the terminal has gone away.
  ///
  /// - Throws: `CancellationError` when the task is cancelled while it waits.
  func key() async throws -> Character? {
    let before = enterKeyMode()
    defer { restore(before) }
    while true {
      var waiting = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 0) > 0 { break }
      try await Task.sleep(for: .milliseconds(25))
    }
    try Task.checkCancellation()
    var byte: UInt8 = 0
    guard read(terminal.descriptor, &byte, 1) == 1 else { return nil }
    return byte == 13 ? "\n" : Character(Unicode.Scalar(byte)).lowercased().first
  }

  private func enterKeyMode() -> termios? {
    var mode = termios()
    guard tcgetattr(terminal.descriptor, &mode) == 0 else { return nil }
    let before = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(terminal.descriptor, TCSANOW, &mode)
    return before
  }

  private func restore(_ mode: termios?) {
    guard var mode else { return }
    tcsetattr(terminal.descriptor, TCSANOW, &mode)
  }
}
