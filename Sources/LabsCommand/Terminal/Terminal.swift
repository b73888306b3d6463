#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One of the process's own streams, written without buffering so that nothing comes out of order.
struct Terminal: Sendable {
  let descriptor: Int32

  static let standardInput = Terminal(descriptor: STDIN_FILENO)
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// In characters; 80 when it cannot be told, 100 at most, because longer lines read badly.
  var width: Int { min(columns, 100) }

  /// All of them.
  var columns: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A reader that went away is not an error of ours: what cannot be written is dropped.
  func write(_ text: String) {
    write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        guard errno == EINTR || errno == EAGAIN else { return }
        continue
      }
      rest = rest.dropFirst(written)
    }
  }
}

/// The system's `write`, which ``Terminal/write(_:)`` would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
