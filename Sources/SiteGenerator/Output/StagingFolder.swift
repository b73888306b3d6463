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
  private let folders = Mutex<Set<String>>([])
  private let written = Mutex<Set<String>>([])

  /// What was written so far.
  var files: Set<String> { written.withLock { $0 } }

  /// Throws when `destination` holds something that labs did not make.
  init(for destination: String) throws {
    self.destination = destination
    path = "\(destination).next-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Self.refuseForeign(destination)
    Self.removeLeftovers(of: destination)
    try makeFolder(path)
  }

  /// `file` is relative to the site's root. Its folder is made when it is the first one there.
  func write(_ content: [UInt8], to file: String) throws {
    try makeFolder(of: file)
    let target = "\(path)/\(file)"
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("write “\(target)”") }
    defer { close(descriptor) }
    var start = 0
    while start < content.count {
      let count = content.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
        #else
          Darwin.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
        #endif
      }
      guard count > 0 else { throw failure("write “\(target)”") }
      start += count
    }
    written.withLock { _ = $0.insert(file) }
  }

  /// Takes files over from the site as they are. Costs about 3 µs for each.
  func keep(_ files: [String], workers: Workers) throws {
    let groups = Dictionary(grouping: files, by: RelativeAddress.folder).sorted { $0.key < $1.key }
    _ = try workers.results(groups.count) { [destination, path] number in
      try makeFolder(of: groups[number].value[0])
      for file in groups[number].value where link("\(destination)/\(file)", "\(path)/\(file)") != 0
      {
        // Not every disk knows two names for one file.
        guard let bytes = fileBytes(of: "\(destination)/\(file)") else {
          throw failure("read “\(destination)/\(file)”")
        }
        try write(bytes, to: file)
      }
    }
  }

  /// Takes the site's place; what was there is removed afterwards.
  func publish(workers: Workers) throws {
    try write(Array("Made by labs build.\n".utf8), to: Self.marker)
    if rename(path, destination) == 0 { return }
    guard exchange(path, destination) else { return try publishInTwoSteps() }
    discard(workers: workers)
  }

  /// Moves what was written into the site file by file, and removes what is `gone` from there.
  /// Readers see each file old or new, and may see some old and some new.
  func merge(removing gone: [String]) throws {
    for file in files.sorted() {
      try makeFolder(RelativeAddress.joined(destination, RelativeAddress.folder(of: file)))
      guard rename("\(path)/\(file)", "\(destination)/\(file)") == 0 else {
        throw failure("replace “\(destination)/\(file)”")
      }
    }
    for file in gone {
      unlink("\(destination)/\(file)")
      var folder = RelativeAddress.folder(of: file)
      while !folder.isEmpty, rmdir("\(destination)/\(folder)") == 0 {
        folder = RelativeAddress.folder(of: folder)
      }
    }
    discard()
  }

  func discard(workers: Workers = Workers(1)) { removeFolder(path, workers: workers) }

  private func publishInTwoSteps() throws {
    let old = "\(path).old"
    guard rename(destination, old) == 0 else { throw failure("move “\(destination)” away") }
    guard rename(path, destination) == 0 else {
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

  private func makeFolder(of file: String) throws {
    let folder = RelativeAddress.folder(of: file)
    guard !folder.isEmpty else { return }
    try folders.withLock { made in
      guard !made.contains(folder) else { return }
      try makeFolder("\(path)/\(folder)")
      made.insert(folder)
    }
  }

  /// With the folders above it.
  private func makeFolder(_ path: String) throws {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw failure("make the folder “\(path)”") }
    try makeFolder(RelativeAddress.folder(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw failure("make the folder “\(path)”")
    }
  }

  private func failure(_ action: String) -> LabsError {
    LabsError(
      .environmentNotReady, "Cannot \(action): \(String(cString: strerror(errno))).",
      hint: "Check the folder's permissions and the room on the disk.")
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
