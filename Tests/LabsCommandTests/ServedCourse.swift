import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A course that `labs serve` shows, until the end of the test.
final class ServedCourse: Sendable {
  /// A line of `labs serve --json`.
  struct Event: Decodable {
    struct Content: Decodable {
      struct Finding: Decodable { let message: String }

      let event: String
      let address: String?
      let touched: [String]?
      let message: String?
      let diagnostics: [Finding]?
    }

    let status: String
    let data: Content
  }

  let course: Program
  let process: Running
  let address: String
  private let seen: Mutex<Int>

  static let content = [
    "content/course.yml": "format: 1\ntitle: Course\n",
    "content/index.md": "# Welcome\n\nTo the [costs](week6/costs.md).\n",
    "content/week6/index.md": "# Week 6\n",
    "content/week6/costs.md": "# Costs\n\nThey are low.\n",
  ]

  init(
    _ files: [String: String] = ServedCourse.content, prepare: (Program) throws -> Void = { _ in }
  )
    async throws
  {
    course = try Program(lab: files)
    try prepare(course)
    process = try course.start(["serve", "--port", "0", "--json"])
    try await process.hasPrinted("\"serving\"")
    let events = try Self.events(process)
    address = events.last?.data.address ?? ""
    seen = Mutex(events.count)
  }

  deinit { process.send(SIGKILL) }

  /// The next build that `matches`, with all that come before it.
  func build(_ matches: (Event) -> Bool = { _ in true }) async throws -> Event {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let new = try Self.events(process).dropFirst(seen.withLock(\.self))
      if let index = new.firstIndex(where: matches) {
        seen.withLock { $0 = index + 1 }
        return new[index]
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Running.TookTooLong(output: process.output)
  }

  /// Waits until a path is answered with a status.
  func answers(_ path: String, with status: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await get(path).status != status {
      guard ContinuousClock.now < deadline else {
        throw Running.TookTooLong(output: process.output)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// The status and the body for a path.
  func get(_ path: String) async throws -> (status: Int, body: String) {
    try await Self.get(address + path)
  }

  static func get(_ address: String) async throws -> (status: Int, body: String) {
    guard let url = URL(string: address) else { return (0, "") }
    var request = URLRequest(url: url)
    request.cachePolicy = .reloadIgnoringLocalCacheData
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    return (status, String(decoding: data, as: UTF8.self))
  }

  private static func events(_ process: Running) throws -> [Event] {
    // The last line may be half written.
    try process.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
  }
}
