import Foundation
import Synchronization

/// Passes the news of each build on to the pages that are open.
public final class LiveFeed: Sendable {
  private struct State {
    var number = 0
    var news: BuildNews?
    var event: [UInt8] = []
  }

  let scripts: ServedFolder
  let wake = WakePipe()
  private let state = Mutex(State())

  /// Tells builds of this process from those of an earlier one.
  private let process = String(UInt64.random(in: 0...UInt64.max), radix: 36)

  /// - Parameter scripts: The folder that holds `live.js` and what belongs to it.
  public init(scripts: String) {
    self.scripts = ServedFolder(scripts)
  }

  public func announce(_ news: BuildNews) {
    state.withLock { state in
      state.number += 1
      state.news = news
      let message = Message(build: "\(process).\(state.number)", news: news)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      // JSON has no line breaks of its own, so it is one line of the stream.
      state.event =
        Array("data: ".utf8) + ((try? encoder.encode(message)) ?? Data())
        + Array("\n\n".utf8)
    }
    wake.ring()
  }

  /// `nil` before the first build.
  var latest: (number: Int, event: [UInt8])? {
    state.withLock { $0.number > 0 ? ($0.number, $0.event) : nil }
  }

  var news: BuildNews? { state.withLock { $0.news } }
}

private struct Message: Encodable {
  let build: String
  let news: BuildNews

  enum CodingKeys: CodingKey { case build }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(build, forKey: .build)
    try news.encode(to: encoder)
  }
}
