import CourseModel
import Foundation
import Synchronization

/// A folder beside the site where the next one is laid out, until it takes the site's place at
/// once. Readers of the site see the old one or the new one, never a mixture.
final class StagingFolder: Sendable {
  /// Marks a folder that labs made and may replace.
  static let marker = ".labs-site"

  private let destination: String
  private let path: String
  private let folders = Mutex<Set<String>>([])
  private let bytes = Atomic(0)

  var byteCount: Int { bytes.load(ordering: .relaxed) }

  /// Throws when `destination` holds something that labs did not make.
  init(for destination: String) throws {
    self.destination = destination
    path = "\(destination).next-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Self.refuseForeign(destination)
    Self.removeLeftovers(of: destination)
    try makeFolder(path)
    try write(Array("Made by labs build.\n".utf8), to: Self.marker)
  }

  /// `file` is relative to the site's root. Its folder is made when it is the first one there.
  func write(_ content: [UInt8], to file: String) throws {
    try makeFolder(of: file)
    let target = "\(path)/\(file)"
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("write “\(target)”") }
    defer { close(descriptor) }
    var rest = content[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      guard written > 0 else { throw failure("write “\(target)”") }
      rest = rest.dropFirst(written)
    }
    bytes.add(content.count, ordering: .relaxed)
  }

  /// Takes the site's place; what was there is removed afterwards.
  func publish() throws {
    if rename(path, destination) == 0 { return }
    guard exchange(path, destination) else { return try publishInTwoSteps() }
    discard()
  }

  func discard() { try? FileManager.default.removeItem(atPath: path) }

  private func publishInTwoSteps() throws {
    let old = "\(path).old"
    guard rename(destination, old) == 0 else { throw failure("move “\(destination)” away") }
    guard rename(path, destination) == 0 else {
      _ = rename(old, destination)
      throw failure("put the site at “\(destination)”")
    }
    try? FileManager.default.removeItem(atPath: old)
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

  private func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
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
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private static func refuseForeign(_ destination: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: destination)) ?? []
    guard !names.isEmpty, !names.contains(marker) else { return }
    throw LabsError(
      .usage, "“\(destination)” holds files that labs did not make, and would be replaced.",
      hint: "Choose another folder, or empty this one.")
  }
}
