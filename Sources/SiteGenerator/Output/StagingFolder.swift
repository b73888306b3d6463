import CourseModel
import Foundation
import Incremental
import Synchronization

/// A folder beside the site where the next one is laid out, until it takes the site's place at
/// once. Readers of the site see the old one or the new one, never a mixture.
final class StagingFolder: Sendable {
  /// Marks a folder that labs made and may replace.
  static let marker = ".labs-site"

  private let destination: String
  private let path: String
  private let spareHome: String?
  private let spare: SpareFolder?
  private let folders = Mutex<Set<String>>([])
  private let written = Mutex<[String: FileStamp]>([:])

  /// What was written so far, and how it was left.
  var stamps: [String: FileStamp] { written.withLock { $0 } }
  var files: Set<String> { Set(stamps.keys) }

  /// Throws when `destination` holds something that labs did not make.
  ///
  /// - Parameter spare: See ``BuildRequest/spareFolder``.
  init(for destination: String, spare: String? = nil) throws {
    self.destination = destination
    path = "\(destination).next-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Self.refuseForeign(destination)
    Self.removeLeftovers(of: destination)
    try makeFolder(path)
    spareHome = spare
    // Named as this build's own: a killed one's is removed.
    self.spare = spare.flatMap { [path] in SpareFolder(from: $0, to: "\(path).spare") }
  }

  /// `file` is relative to the site's root. Its folder is made when it is the first one there.
  func write(_ content: [UInt8], to file: String) throws {
    try makeFolderOnce(of: file)
    let target = "\(path)/\(file)"
    guard let stamp = writtenFile(target, [content], mode: 0o644) else {
      throw failure("write “\(target)”")
    }
    written.withLock { $0[file] = stamp }
  }

  /// Puts a site of the files that were written and of those of the present one to keep, by their
  /// paths, into the site's place at once. What was there becomes the spare, or is removed.
  func publish(keeping kept: [String: FileStamp], workers: Workers) throws {
    try write(Array("Made by labs build.\n".utf8), to: Self.marker)
    let next = try completed(keeping: kept, workers: workers)
    defer { discard() }
    if rename(next, destination) == 0 { return }
    guard exchange(next, destination) else { return try publishInTwoSteps(next) }
    retire(next, workers: workers)
  }

  /// The folder of the whole next site: the spare, where there is one, with what changed.
  private func completed(
    keeping kept: [String: FileStamp], workers: Workers
  ) throws -> String {
    guard let spare else {
      try SiteCopy(of: destination, at: path, workers: workers).add(Array(kept.keys))
      return path
    }
    try SiteCopy(of: destination, at: spare.path, workers: workers)
      .update(spare.tree.value, to: kept, coming: files)
    try move(into: spare.path)
    return spare.path
  }

  private func retire(_ old: String, workers: Workers) {
    if let spareHome {
      removeFolder(spareHome, workers: workers)
      if rename(old, spareHome) == 0 { return }
    }
    removeFolder(old, workers: workers)
  }

  private func move(into folder: String) throws {
    for file in files.sorted() {
      try makeFolder(RelativeAddress.joined(folder, RelativeAddress.folder(of: file)))
      guard rename("\(path)/\(file)", "\(folder)/\(file)") == 0 else {
        throw failure("replace “\(folder)/\(file)”")
      }
    }
  }

  /// Moves what was written into the site file by file, and removes what is `gone` from there.
  /// Readers see each file old or new, and may see some old and some new.
  func merge(removing gone: [String]) throws {
    try move(into: destination)
    for file in gone { removeFile(file, in: destination) }
    discard()
  }

  func discard(workers: Workers = Workers(1)) {
    removeFolder(path, workers: workers)
    spare?.giveBack()
  }

  private func publishInTwoSteps(_ next: String) throws {
    let old = "\(path).old"
    guard rename(destination, old) == 0 else { throw failure("move “\(destination)” away") }
    guard rename(next, destination) == 0 else {
      _ = rename(old, destination)
      throw failure("put the site at “\(destination)”")
    }
    removeFolder(old, workers: Workers())
  }

  /// `false` where the system cannot exchange two folders at once.
  private func exchange(_ left: String, _ right: String) -> Bool {
    #if canImport(Glibc)
      // Swift's overlay does not declare renameat2 and its RENAME_EXCHANGE, which is 2.
      typealias Rename =
        @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) ->
        CInt
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, left, AT_FDCWD, right, 2) == 0
    #else
      return renamex_np(left, right, UInt32(RENAME_SWAP)) == 0
    #endif
  }

  private func makeFolderOnce(of file: String) throws {
    let folder = RelativeAddress.folder(of: file)
    guard !folder.isEmpty else { return }
    try folders.withLock { made in
      guard !made.contains(folder) else { return }
      try makeFolder("\(path)/\(folder)")
      made.insert(folder)
    }
  }

  /// Removes what builds left behind that were killed.
  private static func removeLeftovers(of destination: String) {
    let url = URL(fileURLWithPath: destination)
    let folder = url.deletingLastPathComponent().path
    let beginning = "\(url.lastPathComponent).next-"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(beginning) {
      let process = pid_t(name.dropFirst(beginning.count).prefix { $0.isNumber })
      guard let process, kill(process, 0) != 0, errno == ESRCH else { continue }
      removeFolder("\(folder)/\(name)", workers: Workers())
    }
  }

  private static func refuseForeign(_ destination: String) throws {
    guard access("\(destination)/\(marker)", F_OK) != 0 else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: destination)) ?? []
    guard !names.isEmpty else { return }
    throw LabsError(
      .usage, "“\(destination)” holds files that labs did not make, and would be replaced.",
      hint: "Choose another folder, or empty this one.")
  }
}
