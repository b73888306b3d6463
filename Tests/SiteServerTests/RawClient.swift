import Foundation

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

  /// What comes back for `request` until the server ends the connection.
  func exchange(_ request: String) throws -> String {
    let connection = try RawConnection(port: port)
    try connection.send(request)
    return connection.received { _ in false }
  }

  func parse(_ answer: String) throws -> Answer {
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
