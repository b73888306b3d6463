import CourseModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A socket that listens on 127.0.0.1 and nowhere else. Nothing here ever waits.
struct LoopbackSocket {
  let descriptor: Int32

  /// The one that was asked for, or the one that was free.
  let port: UInt16

  /// `port` 0 takes any that is free. Throws `LabsError` when it is taken or forbidden.
  init(port: UInt16) throws {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var yes: Int32 = 1
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
          == 0 && bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isListening else {
      close(descriptor)
      throw LabsError(
        .environmentNotReady, "Port \(port) of 127.0.0.1 is taken, or forbidden to you.",
        hint: "Choose another one: --port \(port &+ 1).")
    }
    Self.prepare(descriptor)
    self.descriptor = descriptor
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// The next client that has knocked; `nil` when there is none, or when it cannot be let in.
  func accepted() -> Int32? {
    let client = accept(descriptor, nil, nil)
    guard client >= 0 else { return nil }
    Self.prepare(client)
    #if !canImport(Glibc)
      var yes: Int32 = 1
      setsockopt(client, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return client
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }
}

/// What came of a read or a write that does not wait.
enum Transfer {
  case moved(Int)
  case notNow

  /// The other side has ended it, or is gone.
  case over

  init(_ count: Int) {
    if count > 0 {
      self = .moved(count)
    } else {
      let isPassing = count < 0 && [EAGAIN, EWOULDBLOCK, EINTR].contains(errno)
      self = isPassing ? .notNow : .over
    }
  }

  static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Transfer {
    Transfer(recv(descriptor, &buffer, buffer.count, 0))
  }

  /// A client that has gone away is no reason for a signal.
  static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Transfer {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    #if canImport(Glibc)
      return bytes.withUnsafeBytes {
        Transfer(Glibc.send(descriptor, $0.baseAddress, $0.count, flags))
      }
    #else
      return bytes.withUnsafeBytes {
        Transfer(Darwin.send(descriptor, $0.baseAddress, $0.count, flags))
      }
    #endif
  }
}
