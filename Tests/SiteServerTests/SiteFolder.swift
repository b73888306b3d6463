import Foundation

@testable import SiteServer

/// A small site in a folder of its own, with a secret beside it, served while `body` runs.
struct SiteFolder: Sendable {
  let parent: String
  var path: String { "\(parent)/site" }

  init() throws {
    parent = NSTemporaryDirectory() + "site-server-\(UUID().uuidString)"
    try write("secret", to: "secret.txt")
    try write("<h1>Home</h1>", to: "site/index.html")
    try write("<h1>Week 6</h1>", to: "site/week6/index.html")
    try write("<h1>Costs</h1>", to: "site/week6/costs.html")
    try write("<h1>Ünï</h1>", to: "site/week6/ü.html")
    try write("0123456789", to: "site/digits.txt")
    try write("hidden", to: "site/.hidden")
    try write("<h1>There is no such page</h1>", to: "site/404.html")
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/out.txt", withDestinationPath: "../secret.txt")
    try FileManager.default.createSymbolicLink(atPath: "\(path)/up", withDestinationPath: "..")
  }

  func write(_ text: String, to file: String) throws {
    let target = URL(fileURLWithPath: "\(parent)/\(file)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target)
  }

  func remove() { try? FileManager.default.removeItem(atPath: parent) }

  static func served(
    live: LiveFeed? = nil, patience: Patience = Patience(),
    _ body: @escaping @Sendable (RawClient, SiteFolder) throws -> Void
  ) async throws {
    let folder = try SiteFolder()
    defer { folder.remove() }
    let (ports, continuation) = AsyncStream<UInt16>.makeStream()
    let server = Task {
      defer { continuation.finish() }
      try await SiteServer(folder: folder.path, port: 0, live: live, patience: patience)
        .run { continuation.yield($0) }
    }
    var iterator = ports.makeAsyncIterator()
    if let port = await iterator.next() {
      // The client blocks; on a thread of its own it leaves the server's threads alone.
      let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
        Thread {
          continuation.resume(returning: Result { try body(RawClient(port: port), folder) })
        }
        .start()
      }
      server.cancel()
      try await server.value
      try result.get()
    } else {
      try await server.value
    }
  }
}
