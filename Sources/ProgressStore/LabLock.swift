public import CourseModel
import Foundation

/// Holds a lab, so that no two programs work on it at the same time.
///
/// The kernel lets go of it when the process ends, however it ends. The processes that this one
/// starts do not inherit it.
public final class LabLock: Sendable {
  /// Who holds a lab.
  public struct Holder: Sendable, Hashable {
    public let process: Int32
    public let since: Timestamp
    public let command: String
  }

  private let lock: FileLock

  /// Takes the lab; `command` is what the second one is told: `labs run week6`.
  /// - Throws: `LabsError` that names the holder when there is one.
  public init(_ lab: Slug, in folder: String, command: String, now: Timestamp = .now) throws {
    try makePrivateFolder(folder)
    let path = Self.path(lab, folder)
    guard let lock = try Self.take(path) else {
      throw Self.refusal(lab, Self.content(path))
    }
    self.lock = lock
    lock.write("\(getpid())\n\(now.milliseconds)\n\(command)\n")
  }

  deinit {
    lock.write("")
  }

  /// `nil` when nobody holds the lab now.
  public static func holder(of lab: Slug, in folder: String) -> Holder? {
    let path = path(lab, folder)
    guard access(path, F_OK) == 0, let holder = content(path) else { return nil }
    // A process that was killed left its name behind, but not its lock.
    let free = (try? FileLock(path: path)) ?? nil
    return free == nil ? holder : nil
  }

  private static func path(_ lab: Slug, _ folder: String) -> String {
    "\(folder)/\(lab).lock"
  }

  /// Tries for a moment: someone may just be looking who the holder is.
  private static func take(_ path: String) throws -> FileLock? {
    for _ in 0..<20 {
      if let lock = try FileLock(path: path) { return lock }
      usleep(10_000)
    }
    return nil
  }

  private static func content(_ path: String) -> Holder? {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard lines.count == 3, let process = Int32(lines[0]), let since = Int64(lines[1]) else {
      return nil
    }
    return Holder(
      process: process, since: Timestamp(milliseconds: since), command: String(lines[2]))
  }

  private static func refusal(_ lab: Slug, _ holder: Holder?) -> LabsError {
    let who =
      holder.map { "“\($0.command)” (process \($0.process), since \($0.since.localTime))" }
      ?? "another labs"
    return LabsError(
      .environmentNotReady, "The lab “\(lab)” is held by \(who).",
      hint: "Wait until it has finished, or stop it.")
  }
}

extension Timestamp {
  /// `2025-03-01 14:05:09`, in this computer's time zone.
  fileprivate var localTime: String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &parts)
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
