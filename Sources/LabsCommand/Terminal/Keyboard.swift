#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is typed on the terminal, without holding a thread while it waits. Ctrl-C still interrupts.
struct Keyboard: Sendable {
  let terminal: Terminal

  /// The next key as text, without Enter and without echo, lowercased: `"\n"` for Enter; `nil` when
  /// the terminal has gone away.
  ///
  /// - Throws: `CancellationError` when the task is cancelled while it waits.
  func key() async throws -> Character? {
    let before = enter { $0.c_lflag &= ~tcflag_t(ICANON | ECHO) }
    defer { restore(before) }
    try await input()
    var byte: UInt8 = 0
    guard read(terminal.descriptor, &byte, 1) == 1 else { return nil }
    return byte == 13 ? "\n" : Character(Unicode.Scalar(byte)).lowercased().first
  }

  /// The next line, without its end; `nil` at Ctrl-D, or when the terminal has gone away.
  ///
  /// - Parameter isHidden: What is typed does not show, and what was typed before the question, and
  ///   so was shown, is not taken.
  /// - Throws: `CancellationError` when the task is cancelled while it waits.
  func line(isHidden: Bool = false) async throws -> String? {
    let before = isHidden ? enter(TCSAFLUSH) { $0.c_lflag &= ~tcflag_t(ECHO) } : nil
    defer { restore(before) }
    var bytes: [UInt8] = []
    while bytes.last != UInt8(ascii: "\n") {
      try await input()
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = read(terminal.descriptor, &piece, piece.count)
      guard count > 0 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      bytes += piece[..<count]
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Comes back when there is something to read.
  private func input() async throws {
    while true {
      var waiting = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 0) > 0 { break }
      try await Task.sleep(for: .milliseconds(25))
    }
    try Task.checkCancellation()
  }

  private func enter(_ when: Int32 = TCSANOW, _ change: (inout termios) -> Void) -> termios? {
    var mode = termios()
    guard tcgetattr(terminal.descriptor, &mode) == 0 else { return nil }
    let before = mode
    change(&mode)
    tcsetattr(terminal.descriptor, when, &mode)
    return before
  }

  private func restore(_ mode: termios?) {
    guard var mode else { return }
    tcsetattr(terminal.descriptor, TCSANOW, &mode)
  }
}
