import CourseModel
import Foundation

/// Shows a site on this machine, and on no other: it listens on 127.0.0.1 only.
///
/// The folder is looked at anew for each request, so a build that swaps a new site in shows at once.
public struct SiteServer: Sendable {
  public let folder: String

  /// 0 takes any port that is free.
  public let port: UInt16

  private let live: LiveFeed?
  private let patience: Patience

  /// - Parameters:
  ///   - folder: Need not be there yet.
  ///   - live: What open pages are told; `nil` serves exactly what is in the folder.
  public init(folder: String, port: UInt16, live: LiveFeed? = nil) {
    self.init(folder: folder, port: port, live: live, patience: Patience())
  }

  init(folder: String, port: UInt16, live: LiveFeed?, patience: Patience) {
    self.folder = folder
    self.port = port
    self.live = live
    self.patience = patience
  }

  /// Serves until its task is cancelled. `onReady` is told the port once connections are accepted.
  ///
  /// - Throws: `LabsError` when the port is taken or forbidden.
  public func run(onReady: @Sendable (UInt16) -> Void) async throws {
    let socket = try LoopbackSocket(port: port)
    let doorman = Doorman(site: ServedFolder(folder), live: live.map { LiveSite(feed: $0) })
    let loop = ConnectionLoop(
      socket: socket, wake: live?.wake ?? WakePipe(), patience: patience)
    await withTaskCancellationHandler {
      onReady(socket.port)
      await withCheckedContinuation { ended in
        // It waits in `poll`, which Swift's own few threads must not.
        Thread { [live] in
          loop.run(news: { live?.latest }) { doorman.reply(to: $0, on: socket.port) }
          ended.resume()
        }
        .start()
      }
    } onCancel: {
      loop.stop()
    }
  }
}
