import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sends bytes to a port of 127.0.0.1 exactly as they are given, which URLSession would not.
struct RawClient {
  struct Answer {
    let status: Int
    let headers: [String: String]
    let body: String
  }

  struct Failure: Error {}

  let port: UInt16

  /// A GET for `address` as it stands, with `Host` and any other `headers`.
  func get(_ address: String, _ headers: [String: String] = [:]) throws -> Answer {
    try send("GET", address, headers)
  }

  func send(_ method: String, _ address: String, _ headers: [String: String] = [:]) throws -> Answer
  {
    var lines = ["\(method) \(address) HTTP/1.1"]
    let all = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(headers) { _, new in new
    }
    lines += all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return try parse(exchange(lines.joined(separator: "\r\n") + "\r\n\r\n"))
  }

  private func exchange(_ request: String) throws -> String {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw Failure() }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure() }
    let bytes = Array(request.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure() }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer.append(contentsOf: buffer[..<count])
    }
  }

  private func parse(_ answer: String) throws -> Answer {
    guard let end = answer.range(of: "\r\n\r\n") else { throw Failure() }
    let lines = answer[..<end.lowerBound].components(separatedBy: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { throw Failure() }
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
    }
    return Answer(
      status: status, headers: Dictionary(headers) { first, _ in first },
      body: String(answer[end.upperBound...]))
  }
}
