import CourseModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The emulator's state folder, as `Sources/Emulator/cloud/folder.py` lays it out.
struct StateFolder: Sendable, Hashable {
  let path: String

  var record: String { "\(path)/running.json" }
  var log: String { "\(path)/emulator.log" }
  private var lock: String { "\(path)/lock" }
  private var journal: String { "\(path)/journal" }

  func create() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw LabsError(
        .environmentNotReady, "The folder “\(path)” cannot be made.",
        hint: "Make the folder that holds it writable.")
    }
  }

  /// Whether a host is there. The kernel lets go of its lock however it ends, so a record that a
  /// crash left behind is recognised, and a process that got the old one's id is not taken for it.
  var isHeld: Bool {
    guard let descriptor = takeLock() else { return FileManager.default.fileExists(atPath: lock) }
    close(descriptor)
    return false
  }

  /// Empties the folder while nobody can start a host in it. The ports stay, so addresses do too.
  ///
  /// Throws when a host is there.
  func empty() throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let descriptor = takeLock() else {
      throw LabsError(
        .environmentNotReady, "The emulator's state is in use.",
        hint: "Stop it first: labs emulator stop.")
    }
    defer { close(descriptor) }
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: path)
    where !["lock", "ports.json"].contains(name) {
      try files.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Lines of the journal, less its first, which is no call.
  var keptCalls: Int {
    guard let journal = FileManager.default.contents(atPath: journal) else { return 0 }
    return max(0, journal.count { $0 == UInt8(ascii: "\n") } - 1)
  }

  var bytes: Int {
    guard let files = FileManager.default.enumerator(atPath: path) else { return 0 }
    return files.reduce(0) { sum, _ in
      let isFile = files.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      return sum + (isFile ? files.fileAttributes?[.size] as? Int ?? 0 : 0)
    }
  }

  /// The last lines of the log, without a traceback's inner ones.
  func lastLines(_ count: Int = 3) -> String {
    let log = FileManager.default.contents(atPath: log) ?? Data()
    let lines = String(decoding: log.suffix(8192), as: UTF8.self).split(separator: "\n")
    return lines.filter { !$0.hasPrefix(" ") }.suffix(count).joined(separator: "\n")
  }

  private func takeLock() -> Int32? {
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
