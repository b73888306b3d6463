import CourseModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain HTTP to a port of this machine: what talking to our own host takes, and no more.
enum Loopback {
  /// The whole answer, head and body, of so many bytes. Throws when nothing answers within `seconds`.
  static func get(
    _ path: String, port: UInt16, token: String = "", seconds: Int, atMost limit: Int = 65_536
  ) throws -> String {
    let descriptor = try connection(port: port, seconds: seconds)
    defer { close(descriptor) }
    try send(path, to: descriptor, token: token, close: true)
    var answer: [UInt8] = []
    while let piece = try receive(from: descriptor), answer.count < limit { answer += piece }
    return String(decoding: answer, as: UTF8.self)
  }

  /// A connection over which `path` was asked for and was begun to be answered with 200.
  static func open(_ path: String, port: UInt16, token: String, seconds: Int) throws -> Int32 {
    let descriptor = try connection(port: port, seconds: seconds)
    do {
      try send(path, to: descriptor, token: token, close: false)
      var answer: [UInt8] = []
      while !String(decoding: answer, as: UTF8.self).contains("held\n") {
        guard let piece = try receive(from: descriptor) else { throw Silence() }
        answer += piece
      }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  struct Silence: Error {}

  private static func connection(port: UInt16, seconds: Int) throws -> Int32 {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw Silence() }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)

    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(descriptor)
      throw Silence()
    }
    return descriptor
  }

  private static func send(
    _ path: String, to descriptor: Int32, token: String, close: Bool
  ) throws {
    let request = """
      GET \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      X-Labs-Token: \(token)\r
      Connection: \(close ? "close" : "keep-alive")\r
      \r

      """
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let bytes = Array(request.utf8)
    #if canImport(Glibc)
      let sent = Glibc.send(descriptor, bytes, bytes.count, flags)
    #else
      let sent = Darwin.send(descriptor, bytes, bytes.count, flags)
    #endif
    guard sent == bytes.count else { throw Silence() }
  }

  /// `nil` at the end; throws when nothing comes in time.
  private static func receive(from descriptor: Int32) throws -> ArraySlice<UInt8>? {
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &piece, piece.count, 0)
    guard count >= 0 else { throw Silence() }
    return count == 0 ? nil : piece[..<count]
  }
}
