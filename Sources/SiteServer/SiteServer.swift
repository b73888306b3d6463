import CourseModel
import Foundation

/// Shows a site on this machine, and on no other: it listens on 127.0.0.1 only.
///
/// The folder is looked at anew for each request, so a build that swaps a new site in shows at once.
public struct SiteServer: Sendable {
  public let folder: String

  /// 0 takes any port that is free.
  public let port: UInt16

  public init(folder: String, port: UInt16) {
    self.folder = folder
    self.port = port
  }

  /// Serves until its task is cancelled. `onReady` is told the port once connections are accepted.
  ///
  /// - Throws: `LabsError` when there is no such folder, or the port is taken or forbidden.
  public func run(onReady: @escaping @Sendable (UInt16) -> Void) async throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw LabsError(
        .environmentNotReady, "There is no site at “\(folder)”.", hint: "Try: labs build")
    }
    let doorman = Doorman(site: ServedFolder(folder))
    do {
      try await LoopbackListener(port: port).run(onReady: onReady) { request, port in
        doorman.reply(to: request, on: port)
      }
    } catch {
      if Task.isCancelled { return }
      throw LabsError(
        .environmentNotReady, "Port \(port) of 127.0.0.1 is taken, or forbidden to you.",
        hint: "Choose another one: --port \(port &+ 1).")
    }
  }
}
