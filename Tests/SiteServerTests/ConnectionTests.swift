import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import SiteServer

/// What happens on the wire, between and around requests.
@Suite struct ConnectionTests {
  private func request(_ port: UInt16, _ method: String = "GET", _ more: String = "") -> String {
    "\(method) /digits.txt HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(more)\r\n"
  }

  @Test func `a connection serves one request after the other`() async throws {
    try await SiteFolder.served { client, _ throws in
      let connection = try RawConnection(port: client.port)
      for _ in 0..<3 {
        try connection.send(request(client.port))
        let answer = connection.received { $0.hasSuffix("0123456789") }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(!answer.contains("Connection:"))
      }
    }
  }

  @Test func `requests that come at once are answered in their order`() async throws {
    try await SiteFolder.served { client, _ throws in
      let all =
        request(client.port) + request(client.port, "HEAD")
        + request(client.port, "GET", "Range: bytes=2-4\r\n")
        + request(client.port, "GET", "Connection: close\r\n")
      let answers = try client.exchange(all).components(separatedBy: "HTTP/1.1 ").dropFirst()
      #expect(answers.map { String($0.prefix(3)) } == ["200", "200", "206", "200"])
      #expect(
        answers.map { $0.components(separatedBy: "\r\n\r\n")[1] }
          == ["0123456789", "", "234", "0123456789"])
    }
  }

  @Test func `a request that comes byte by byte is answered`() async throws {
    try await SiteFolder.served { client, _ throws in
      let connection = try RawConnection(port: client.port)
      for letter in request(client.port).unicodeScalars {
        try connection.send(String(letter))
        usleep(200)
      }
      #expect(connection.received { $0.hasSuffix("0123456789") }.contains("200 OK"))
    }
  }

  @Test func `a request that does not end in time is ended, however it trickles`() async throws {
    let patience = Patience(request: .milliseconds(150))
    try await SiteFolder.served(patience: patience) { client, _ throws in
      let connection = try RawConnection(port: client.port)
      try connection.send("GET / HTTP/1.1\r\n")
      for _ in 0..<40 {
        usleep(10_000)
        do { try connection.send("A: b\r\n") } catch { break }
      }
      let answer = connection.received { $0.contains("\r\n\r\n") }
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 408"))
      let other = try RawConnection(port: client.port)
      try other.send("GET / HTTP/1.1\r\n")
      #expect(other.received { _ in false }.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    }
  }

  @Test func `a connection on which nothing comes is ended`() async throws {
    try await SiteFolder.served(patience: Patience(idle: .milliseconds(50))) { client, _ throws in
      let connection = try RawConnection(port: client.port)
      #expect(connection.received { _ in false } == "")
      #expect(connection.isEnded())
    }
  }

  @Test func `headers without end are cut off`() async throws {
    try await SiteFolder.served { client, _ throws in
      let connection = try RawConnection(port: client.port)
      let line = "A: " + String(repeating: "b", count: 997) + "\r\n"
      try connection.send("GET / HTTP/1.1\r\n")
      for _ in 0..<200 {
        do { try connection.send(line) } catch { break }
      }
      let answer = connection.received { _ in false }
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 431"))
      #expect(try client.get("/digits.txt").status == 200)
    }
  }

  @Test(arguments: ["Content-Length: 99999999999\r\n", "Transfer-Encoding: chunked\r\n"])
  func `a body is not read`(header: String) async throws {
    try await SiteFolder.served { client, _ throws in
      let answer = try client.exchange(request(client.port, "GET", header) + "xx")
      #expect(answer.hasPrefix("HTTP/1.1 413"))
      #expect(answer.contains("Connection: close\r\n"))
      #expect(
        try client.exchange(request(client.port, "POST", header) + "xx")
          .hasPrefix("HTTP/1.1 405"))
    }
  }

  @Test func `other protocols are told so`() async throws {
    try await SiteFolder.served { client, _ throws in
      #expect(try client.exchange("\u{16}\u{3}\u{1}").hasPrefix("HTTP/1.1 400"))
      #expect(
        try client.exchange("GET / HTTP/3.0\r\n\r\n").hasPrefix("HTTP/1.1 505"))
    }
  }

  @Test func `a thousand requests leave no descriptor behind`() async throws {
    try await SiteFolder.served { client, _ throws in
      _ = try client.get("/")
      let before = try descriptors()
      for _ in 0..<1_000 { #expect(try client.get("/digits.txt").status == 200) }
      for _ in 0..<200 { _ = try RawConnection(port: client.port) }
      _ = try client.get("/")
      // Other tests of this process open and close theirs meanwhile.
      #expect(try descriptors() < before + 100)
    }
  }

  @Test func `clients that hold connections do not keep new ones out`() async throws {
    try await SiteFolder.served(patience: Patience(connections: 8)) { client, _ throws in
      var held: [RawConnection] = []
      for _ in 0..<40 { held.append(try RawConnection(port: client.port)) }
      #expect(try client.get("/digits.txt").status == 200)
      #expect(held[0].isEnded())
    }
  }

  @Test func `a client that leaves amid a large reply does no harm`() async throws {
    try await SiteFolder.served { client, folder throws in
      try folder.write(String(repeating: "x", count: 2 << 20), to: "site/large.txt")
      for _ in 0..<2 {
        let connection = try RawConnection(port: client.port)
        try connection.send("GET /large.txt HTTP/1.1\r\nHost: 127.0.0.1:\(client.port)\r\n\r\n")
        _ = connection.received { $0.count > 100 }
      }
      #expect(try client.get("/large.txt").body.utf8.count == 2 << 20)
    }
  }

  @Test func `a large file is read while it is sent`() async throws {
    try await SiteFolder.served { client, folder throws in
      let size = 32 << 20
      try folder.write("", to: "site/large.txt")
      truncate("\(folder.path)/large.txt", off_t(size))
      let slow = try (0..<20).map { _ in
        let connection = try RawConnection(port: client.port)
        try connection.send("GET /large.txt HTTP/1.1\r\nHost: 127.0.0.1:\(client.port)\r\n\r\n")
        _ = connection.received { $0.contains("200 OK") }
        return connection
      }
      truncate("\(folder.path)/large.txt", 0)
      // What is gone cannot be sent, and is not taken for the next reply.
      for connection in slow { #expect(connection.lengthOfRest() < size) }
      #expect(try client.get("/digits.txt").status == 200)
    }
  }

  private func descriptors() throws -> Int {
    #if canImport(Glibc)
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    #else
      try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
    #endif
  }
}
