import Foundation
import GRDB

extension ProgressStore {
  /// Opens a file only to look at it: nothing is made, changed or brought up to date, not even the
  /// files that SQLite keeps beside it. Writing throws.
  ///
  /// `nil` when there is no file, or none with anything in it yet.
  public init?(lookingAt path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    self.path = path
    now = { .now }
    queue = try translated(path) { try Self.queue(lookingAt: path) }
    guard try translated(path, { try Schema.isReadable(queue, path: path) }) else { return nil }
  }

  static func queue(lookingAt path: String) throws -> DatabaseQueue {
    // A file that nobody has open is whole without a log (https://www.sqlite.org/uri.html); reading
    // it as one that never changes keeps SQLite from making one.
    let isOpen = FileManager.default.fileExists(atPath: path + "-wal")
    let allowed = CharacterSet.urlPathAllowed
    let address = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(
      path: isOpen ? path : "file:\(address)?immutable=1", configuration: configuration)
  }
}
