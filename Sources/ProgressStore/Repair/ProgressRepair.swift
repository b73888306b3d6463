public import CourseModel
import Foundation
import GRDB

/// Makes a whole progress file of a damaged one.
///
/// The damaged file is copied first, with what SQLite keeps beside it, and nothing of the copy is
/// ever changed. What can be read goes into a new file, which takes the place of the damaged one in
/// a single step; ended at any moment, the repair leaves either file whole, and can be run again.
public struct ProgressRepair: Sendable {
  public struct Report: Sendable, Hashable {
    /// The path of the copy; `nil` when a repair that had been ended was only finished.
    public let kept: String?
    public let tallies: [RescueTally]
  }

  let path: String
  let ledger: LedgerFolder
  let now: @Sendable () -> Timestamp

  public init(
    path: String, ledger: LedgerFolder, now: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.path = path
    self.ledger = ledger
    self.now = now
  }

  /// - Throws: `LabsError` when another program has the file open, or there is no room; the file is
  ///   then as it was.
  public func run() throws -> Report {
    let claim = try DatabaseClaim(path)
    defer { withExtendedLifetime(claim) {} }
    if Self.isHalfDone(path) {
      try exchange()
      return Report(kept: nil, tallies: [])
    }
    let kept = try keep()
    let tallies = try makeAnew()
    try move(unfinished, to: Self.finished(path))
    try exchange()
    return Report(kept: kept, tallies: tallies)
  }

  private func makeAnew() throws -> [RescueTally] {
    defer { removeDatabase(scratch) }
    try copyDatabase(path, to: scratch)
    removeDatabase(unfinished)
    let store = try ProgressStore(path: unfinished, now: now)
    var tallies = try translated(path) {
      try store.queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try makeReadable(scratch, like: unfinished)
      return try Rescue(from: scratch, into: store).run()
    }
    let replay = try LedgerReplay(ledger, at: scratch)
    for index in tallies.indices where tallies[index].kind == .ledger {
      try translated(path) { try replay.complete(store, &tallies[index]) }
    }
    // Closing brings everything from the log into the file.
    try translated(path) { try store.queue.close() }
    try synchronize(unfinished)
    return tallies
  }

  /// Whether a new file is ready that only has to take its place.
  static func isHalfDone(_ path: String) -> Bool {
    access(finished(path), F_OK) == 0
  }

  private static func finished(_ path: String) -> String { path + ".repaired" }
  private var unfinished: String { path + ".repairing" }
  private var scratch: String { path + ".scratch" }

  /// The old log goes first: SQLite would take it for the new file's.
  private func exchange() throws {
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    try move(Self.finished(path), to: path)
  }

  private func keep() throws -> String {
    let base = path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path
    let name = "\(base)-damaged-\(now().compact)"
    var kept = "\(name).sqlite"
    var number = 1
    while access(kept, F_OK) == 0 {
      number += 1
      kept = "\(name)-\(number).sqlite"
    }
    try copyDatabase(path, to: kept)
    return kept
  }
}

extension Timestamp {
  /// `20250301-140509`, in UTC.
  fileprivate var compact: String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &parts)
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
