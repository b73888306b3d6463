import CourseModel
import Foundation
import Incremental
import Synchronization

/// The files of the course that pages show or offer: pictures, scripts, policies. Read-only.
final class CourseFiles: Sendable {
  enum Kind: Sendable { case file, folder, outside }

  private let root: String

  /// Without links, to tell what is inside.
  private let realRoot: String

  /// When the look at the course began: what is younger is not trusted to stay.
  private let moment: Int64
  private let kinds = Mutex<[String: Kind?]>([:])
  private let sizes = Mutex<[String: ImageSize?]>([:])

  init(root: String, moment: Int64 = FileStamp.now()) {
    self.root = root
    self.moment = moment
    realRoot = Self.realPath(root) ?? root
  }

  /// Only what lies in content/ or labs/, and nothing that is hidden.
  static func isPublishable(_ path: String) -> Bool {
    (path.hasPrefix("content/") || path.hasPrefix("labs/")) && !path.contains("/.")
      && !path.hasSuffix(".md") && !path.hasSuffix(".yml")
  }

  func absolutePath(of path: String) -> String { "\(root)/\(path)" }

  /// `nil` when there is nothing at `path`. A link that leads out of the course is `outside`.
  func kind(of path: String) -> Kind? {
    if let known = kinds.withLock({ $0[path] }) { return known }
    let kind = look(path)
    kinds.withLock { $0[path] = .some(kind) }
    return kind
  }

  /// Of the file itself: another one for other content. Never the same twice while the file is so
  /// young that it may still be written.
  func stamp(of path: String) -> Fingerprint {
    var fingerprint = Fingerprint()
    guard let stamp = FileStamp(of: absolutePath(of: path)) else { return fingerprint }
    fingerprint.add(stamp)
    if !stamp.isSettled(at: moment) { fingerprint.add(Int(moment)) }
    return fingerprint
  }

  /// Width and height in pixels; `nil` when the file is no picture that can be measured.
  func imageSize(of path: String) -> ImageSize? {
    if let known = sizes.withLock({ $0[path] }) { return known }
    var size: ImageSize?
    if let file = FileHandle(forReadingAtPath: absolutePath(of: path)) {
      size = ImageSize(of: (try? file.read(upToCount: 256 * 1024)).map(Array.init) ?? [])
      try? file.close()
    }
    sizes.withLock { $0[path] = .some(size) }
    return size
  }

  /// The file beside `path` that is named most like it. What an editor kept of one is not meant.
  func nearest(to path: String) -> String? {
    let folder = RelativeAddress.folder(of: path)
    let name = RelativeAddress.name(of: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: absolutePath(of: folder)))
    let meant = names?.filter { !$0.hasSuffix("~") && !$0.isNumbered(like: name) }.sorted()
    return meant?.nearest(to: name).map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }

  private func look(_ path: String) -> Kind? {
    var status = stat()
    guard stat(absolutePath(of: path), &status) == 0,
      let real = Self.realPath(absolutePath(of: path))
    else { return nil }
    guard real == realRoot || real.hasPrefix("\(realRoot)/") else { return .outside }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
