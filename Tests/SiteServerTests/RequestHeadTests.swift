import Testing

@testable import SiteServer

@Suite struct RequestHeadTests {
  @Test func `a request is read with its query, its headers and its length`() {
    let text = "GET /a%20b?c=d HTTP/1.1\r\nHost: x\r\nACCEPT:\ta, b \t\r\nAccept: c\r\n\r\nGET"
    let head = RequestHead(Array(text.utf8))
    #expect(
      head
        == .complete(
          Request(
            method: "GET", address: "/a%20b", query: "c=d",
            headers: ["host": "x", "accept": "a, b, c"], keepsAlive: true),
          length: text.utf8.count - 3))
  }

  @Test func `every beginning of a request is incomplete`() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n".utf8)
    for count in 0..<bytes.count {
      #expect(RequestHead(Array(bytes[..<count])) == .incomplete, "\(count)")
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: x\r\nConnection: Keep-Alive\r\n\r\n", true),
    ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false),
    ("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", true),
    ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", true),
  ])
  func `a connection is kept when both sides may`(text: String, keepsAlive: Bool) throws {
    guard case .complete(let request, let length) = RequestHead(Array(text.utf8)) else {
      Issue.record("It is not read.")
      return
    }
    #expect(request.keepsAlive == keepsAlive)
    #expect(length == text.utf8.count)
  }

  @Test(arguments: [
    "GET /\r\nHost: x\r\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1 x\r\nHost: x\r\n\r\n", "get / HTTP/1.1\r\nHost: x\r\n\r\n",
    "G[T / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / FTP/1.1\r\nHost: x\r\n\r\n",
    " GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n continued\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n",
    "GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n", "GET /#top HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA: \u{7F}\r\n\r\n", "\u{16}\u{3}\u{1}",
    "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
  ])
  func `what has no clear meaning is refused`(text: String) {
    #expect(RequestHead(Array(text.utf8)) == .refused(.badRequest))
  }

  @Test func `bytes that are no text are refused`() {
    #expect(
      RequestHead(Array("GET /".utf8) + [0xC0, 0xAE] + Array(" HTTP/1.1\r\n\r\n".utf8))
        == .refused(.badRequest))
  }

  @Test func `another version of HTTP is refused as that`() {
    #expect(
      RequestHead(Array("GET / HTTP/2.0\r\n\r\n".utf8)) == .refused(.versionNotSupported))
  }

  @Test func `headers without end are refused`() {
    let line = "A: " + String(repeating: "b", count: 1000) + "\r\n"
    let text = "GET / HTTP/1.1\r\n" + String(repeating: line, count: 20)
    #expect(RequestHead(Array(text.utf8)) == .refused(.headersTooLarge))
    #expect(RequestHead(Array((text + "\r\n").utf8)) == .refused(.headersTooLarge))
  }

  @Test func `no input crashes the reader`() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("GETHOSTp/: \t\r\n\r\n?%.1".utf8) + [0, 0x7F, 0xFF]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      if case .complete(_, let length) = RequestHead(bytes) { #expect(length <= bytes.count) }
    }
  }
}
