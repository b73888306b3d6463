import CourseModel
import Foundation

/// A published site as one zip file, to be read without a network.
public struct SiteBundle: Sendable {
  /// The folder that the site lies in.
  private let site: String

  public init(site: String) { self.site = site }

  /// Writes the archive beside `path` and then puts it there. In it, everything lies in one folder
  /// that is named after it.
  ///
  /// - Returns: Its size in bytes.
  /// - Throws: `LabsError` when `path` is in the site, or is there and no zip archive, when the site
  ///   is larger than a zip archive may be, or when the disk cannot be written.
  @discardableResult
  public func write(to path: String) throws -> Int {
    try refuseForeign(path)
    let name = RelativeAddress.name(of: path)
    let top = name.hasSuffix(".zip") && name.count > 4 ? String(name.dropLast(4)) : name
    let draft = "\(path).new-\(getpid())"
    do {
      let size = try write(below: top, to: draft)
      guard rename(draft, path) == 0 else { throw failure(path) }
      return size
    } catch {
      unlink(draft)
      throw error
    }
  }

  private func write(below top: String, to draft: String) throws -> Int {
    guard FileManager.default.createFile(atPath: draft, contents: nil),
      let file = FileHandle(forWritingAtPath: draft)
    else { throw failure(draft) }
    defer { try? file.close() }
    var archive = ZipArchive()
    var size = 0
    func append(_ bytes: [UInt8]) throws {
      do { try file.write(contentsOf: bytes) } catch { throw failure(draft) }
      size += bytes.count
    }
    for name in names {
      guard let data = FileManager.default.contents(atPath: "\(site)/\(name)") else {
        throw LabsError(.environmentNotReady, "Cannot read “\(site)/\(name)”.")
      }
      guard let entry = archive.entry("\(top)/\(name)", Array(data)) else {
        throw LabsError(
          .usage, "The site is too large for a zip archive, which holds 65,535 files and 4 GB.",
          hint: "Take large files out of the course and link to them.")
      }
      try append(entry)
    }
    try append(archive.end())
    return size
  }

  /// In order, without what only a host reads.
  private var names: [String] {
    let found = FileManager.default.enumerator(atPath: site)?.compactMap { $0 as? String } ?? []
    return found.filter { name in
      var isFolder: ObjCBool = false
      return !name.hasPrefix(".") && !name.contains("/.") && !Self.hosting.contains(name)
        && FileManager.default.fileExists(atPath: "\(site)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  private static let hosting = ["_headers", "_redirects"]

  private func refuseForeign(_ path: String) throws {
    let whole = URL(fileURLWithPath: path).standardizedFileURL.path
    guard !whole.hasPrefix(URL(fileURLWithPath: site).standardizedFileURL.path + "/") else {
      throw LabsError(
        .usage, "“\(path)” is in the site, which the next build replaces.",
        hint: "Choose a place outside of it.")
    }
    guard FileManager.default.fileExists(atPath: path) else { return }
    let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 4) }
    // The first file of an archive, or the end of an empty one.
    guard let start, [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]].contains(Array(start)) else {
      throw LabsError(
        .usage, "“\(path)” is there and is no zip archive, so it is not replaced.",
        hint: "Choose another name, or remove it.")
    }
  }

  private func failure(_ path: String) -> LabsError {
    LabsError(
      .environmentNotReady, "Cannot write “\(path)”: \(String(cString: strerror(errno))).",
      hint: "Check that the folder is there, its permissions, and the room on the disk.")
  }
}
