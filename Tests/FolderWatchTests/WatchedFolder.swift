import Foundation

@testable import FolderWatch

/// A folder of files, and a watch of it that was there before them.
final class WatchedFolder {
  let root: String
  private let watch: FolderWatch

  /// Long enough for any machine to tell; what is expected comes sooner.
  private static let patience = Duration.seconds(20)

  var notice: String? { watch.notice }

  init(mostWatches: Int = .max, files: [String: String] = [:]) throws {
    let temporary = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    root = "\(temporary)/folder-watch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, text) in files { try Self.write(text, to: "\(root)/\(path)") }
    watch = FolderWatch(["\(root)/content", "\(root)/Site"], mostWatches: mostWatches)
    // A process that a test beside this one starts may keep a file open for a moment.
    settle()
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws { try Self.write(text, to: "\(root)/\(path)") }

  func move(_ path: String, to new: String) throws {
    try FileManager.default.moveItem(atPath: "\(root)/\(path)", toPath: "\(root)/\(new)")
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/\(path)")
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(root)/\(path)", withIntermediateDirectories: true)
  }

  /// The next change, its paths relative to the root.
  func change() -> Change? {
    let change = watch.next(within: Self.patience)
    guard case .files(let paths) = change else { return change }
    return .files(Set(paths.map { String($0.dropFirst(root.count + 1)) }))
  }

  func isQuiet(for time: Duration = .milliseconds(60)) -> Bool { watch.next(within: time) == nil }

  /// Forgets what has happened so far.
  func settle() { while watch.next(within: .milliseconds(30)) != nil {} }

  private static func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }
}
