import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One connection, which stays open from one request to the next.
final class RawConnection {
  private let descriptor: Int32

  init(port: UInt16) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw RawClient.Failure() }
    // No test hangs when an answer does not come.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    #if canImport(Glibc)
      let sent = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    #else
      let sent = Darwin.send(descriptor, bytes, bytes.count, 0)
    #endif
    guard sent == bytes.count else { throw RawClient.Failure() }
  }

  /// What has come when it is enough, or when the server has ended the connection.
  func received(until isEnough: (String) -> Bool) -> String {
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let text = String(decoding: answer, as: UTF8.self)
      if isEnough(text) { return text }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return text }
      answer.append(contentsOf: buffer[..<count])
    }
  }

  /// How many bytes come until the server ends the connection.
  func lengthOfRest() -> Int {
    var length = 0
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return length }
      length += count
    }
  }

  /// Whether the server has ended the connection, or does so soon.
  func isEnded() -> Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, 0) <= 0 && errno != EAGAIN
  }
}
