import CourseModel
import Foundation
import GRDB
import Testing

@testable import ProgressStore

/// A progress file in which something of everything is recorded, and nobody has it open.
struct RecordedSample {
  static let attempts = 60

  /// What stands by the ledger.
  static let resources = Set((0..<40).map { "group-\($0)" })

  private let folder: TemporaryFolder
  let ledger: LedgerFolder

  var database: String { folder.database }

  init() throws {
    folder = try TemporaryFolder()
    ledger = LedgerFolder(path: folder.path + "/.labs/ledger")
    let lines = (0..<40).map { number in
      """
      {"event":"created","call":"c\(number)","operation":"CreateLogGroup","lab":"week6",\
      "step":"log-group","account":"123456789012","at":500,"resources":[{"kind":"logs/log group",\
      "identifier":{"logGroupName":"group-\(number)"},"region":"us-east-1","costs":true}]}
      """
    }
    let store = try store(in: folder)
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: ledger.file(for: .aws), atomically: false, encoding: .utf8)
    try store.takeIn(ledger)
    try store.bind(
      slug("week6"), on: .aws, to: AccountBinding(account: "123456789012", region: "us-east-1"))
    for number in 0..<Self.attempts {
      let id = try store.begin(attempt(step: "s\(number % 9)", run: "r\(number / 9)"))
      try store.record(result(), of: id)
      try store.end(
        id,
        with: AttemptEnding(
          .passed, duration: .seconds(1), outputs: ["OUT": "\(number)"],
          transcript: String(repeating: "said \(number)\n", count: number * 8)))
    }
    try store.recordHint(for: slug("s1"), of: slug("week6"), on: .emulated)
    _ = try store.begin(
      Drill(
        lab: slug("week6"), target: .emulated, step: slug("s1"), check: slug("retention"),
        title: "A week", seed: 3, startedAt: Timestamp(milliseconds: 5)))
  }

  /// Through SQLite, behind the store's back.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: database)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  func count(_ sql: String) throws -> Int? {
    try DatabaseQueue(path: database).read { try Int.fetchOne($0, sql: sql) }
  }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: database)))
  }

  /// What SQLite keeps beside the file after one more attempt, before it is brought into it.
  func log(ofEverything isWhole: Bool = false) throws -> [UInt8] {
    let atWork = try store(in: folder)
    if isWhole { try atWork.queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM") } }
    try atWork.add(attempt(step: "late"), .passed)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: database + "-wal")))
  }

  func replace(with bytes: [UInt8], log: [UInt8]? = nil) throws {
    for ending in ["-wal", "-shm"] { unlink(database + ending) }
    try Data(bytes).write(to: URL(fileURLWithPath: database))
    if let log { try Data(log).write(to: URL(fileURLWithPath: database + "-wal")) }
  }

  /// Everything that a command asks the store for.
  func readEverything() throws {
    let store = try store(in: folder)
    let lab = try slug("week6")
    for target in [Target.emulated, .aws] {
      _ = try store.states(of: lab, on: target)
      _ = try store.outputs(of: lab, on: target)
      _ = try store.attempts(of: lab, on: target)
      _ = try store.sums(of: lab, on: target)
      _ = try store.drills(of: lab, on: target)
      _ = try store.binding(of: lab, on: target)
    }
    _ = try store.targets(of: lab)
    try store.takeIn(ledger)
    _ = try store.ledger()
    _ = try store.goneLedger()
    _ = try store.abandonedLabs()
    _ = try store.problems()
  }

  @discardableResult
  func repair() throws -> ProgressRepair.Report {
    try ProgressRepair(path: database, ledger: ledger) { Timestamp(milliseconds: 1000) }.run()
  }

  /// What is beside the database and begins like it, by name.
  func files() throws -> [String: Data] {
    let place = (database as NSString).deletingLastPathComponent
    let names = try FileManager.default.contentsOfDirectory(atPath: place)
    return Dictionary(
      uniqueKeysWithValues: names.filter { $0.hasPrefix("progress") }.map {
        ($0, FileManager.default.contents(atPath: "\(place)/\($0)") ?? Data())
      })
  }

  /// Of all attempts, the latest first.
  func outcomes() throws -> [String?] {
    try store(in: folder).attempts(of: slug("week6"), on: .emulated, limit: .max)
      .map(\.outcome?.description)
  }

  func standing() throws -> Set<String> {
    Set(try store(in: folder).ledger().flatMap(\.identifier.values))
  }

  /// Without the hints.
  func states() throws -> [String: StepState.Standing] {
    let states = try store(in: folder).states(of: slug("week6"), on: .emulated)
    return Dictionary(uniqueKeysWithValues: states.map { ($0.key.text, $0.value.standing) })
  }
}
