#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Passes the signals that this process receives on to the call.
///
/// Each is one byte on the socket, written by the handler itself: `send` and `raise` may be used
/// there (signal-safety(7)).
enum Signals {
  /// Set once, before the first handler is installed.
  nonisolated(unsafe) private static var connection: Int32 = -1

  private static let forwarded = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

  /// Signals that are ignored stay ignored, as a started program would find them.
  static func forward(to connection: Connection) {
    Self.connection = connection.descriptor
    for number in forwarded {
      var before = sigaction()
      sigaction(number, nil, &before)
      if !isIgnored(before) { signal(number, handle) }
    }
  }

  private static let handle: @convention(c) (Int32) -> Void = { number in
    let saved = errno
    var byte = UInt8(number)
    _ = send(connection, &byte, 1, Connection.withoutSignal)
    if number == SIGTSTP { raise(SIGSTOP) }
    errno = saved
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    // SIG_IGN is the address 1 on both systems; its macro is not imported.
    return unsafeBitCast(handler, to: Int.self) == 1
  }

  /// Ends this process the way the call ended.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
