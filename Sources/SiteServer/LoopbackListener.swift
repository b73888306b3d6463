import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// HTTP on 127.0.0.1. The only door to FlyingFox.
///
/// Two things of the library stay unused: its `loopback`, which is ::1 alone, and its handler for
/// folders, which serves files outside of them.
struct LoopbackListener: Sendable {
  let port: UInt16

  /// Answers requests until the task is cancelled. `reply` is told the port that was asked.
  func run(
    onReady: @escaping @Sendable (UInt16) -> Void,
    reply: @escaping @Sendable (Request, UInt16) -> Reply
  ) async throws {
    let address: sockaddr_in = try .inet(ip4: "127.0.0.1", port: port)
    let answering = Answering(reply: reply)
    let server = HTTPServer(
      config: .init(address: address, timeout: 15, logger: .disabled), handler: answering)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port) = await server.listeningAddress else { return }
        answering.open(on: port)
        onReady(port)
      }
      defer { group.cancelAll() }
      while try await group.next() != nil {}
    }
  }
}

private final class Answering: HTTPHandler {
  private let port = Atomic<UInt16>(0)
  private let reply: @Sendable (Request, UInt16) -> Reply

  init(reply: @escaping @Sendable (Request, UInt16) -> Reply) { self.reply = reply }

  func open(on port: UInt16) { self.port.store(port, ordering: .relaxed) }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let reply = reply(
      Request(
        method: request.method.rawValue, address: request.target.path(percentEncoded: true),
        header: { request.headers[HTTPHeader($0)] }),
      port.load(ordering: .relaxed))
    var response = HTTPResponse(
      statusCode: HTTPStatusCode(reply.status.rawValue, phrase: reply.status.phrase),
      body: Data(request.method == .HEAD || reply.status == .notModified ? [] : reply.body))
    for (name, value) in reply.headers { response.headers[HTTPHeader(name)] = value }
    // Also where the body itself is left out (RFC 9110, 8.6).
    response.headers[.contentLength] = String(reply.body.count)
    return response
  }
}
