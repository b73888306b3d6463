import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// What is saved of a damaged file, and that nothing of it is thrown away.
@Suite struct RepairTests {
  @Test func `a whole file, an empty one and none are not damaged`() throws {
    let sample = try RecordedSample()
    #expect(try ProgressStore.damage(at: sample.database) == nil)
    try sample.replace(with: [])
    #expect(try ProgressStore.damage(at: sample.database) == nil)
    unlink(sample.database)
    #expect(try ProgressStore.damage(at: sample.database) == nil)
  }

  @Test func `looking for damage changes no file`() throws {
    let sample = try RecordedSample()
    try sample.replace(with: sample.bytes(), log: sample.log())
    let before = try sample.files()
    _ = try ProgressStore.damage(at: sample.database)

    #expect(try sample.files().filter { !$0.key.hasSuffix("-shm") } == before)
  }

  @Test func `a wrong beginning is told, and everything behind it is saved`() throws {
    let sample = try RecordedSample()
    let text = Array("This was a letter to somebody.".utf8)
    try sample.replace(with: text + sample.bytes().dropFirst(text.count))
    #expect(try ProgressStore.damage(at: sample.database) == .notADatabase)
    let report = try sample.repair()

    #expect(report.tallies.allSatisfy { $0.loss == .none })
    #expect(report.saved(.attempt) == RecordedSample.attempts)
    #expect(try sample.outcomes() == [String](repeating: "passed", count: RecordedSample.attempts))
    try sample.readEverything()
  }

  @Test(arguments: [4096, 30_000, 90_000, 140_000])
  func `of a file that ends too early the rest is saved, and the ledger is read again`(
    length: Int
  ) throws {
    let sample = try RecordedSample()
    let bytes = try sample.bytes()
    try sample.replace(with: Array(bytes.prefix(length)))
    #expect(
      try ProgressStore.damage(at: sample.database)
        == .cutOff(size: Int64(length), expected: Int64(bytes.count)))
    _ = try sample.repair()

    #expect(try ProgressStore.damage(at: sample.database) == nil)
    #expect(try sample.standing() == RecordedSample.resources)
    try sample.readEverything()
  }

  @Test func `each page may be lost, and what is on the others is saved`() async throws {
    let sample = try RecordedSample()
    let bytes = try sample.bytes()
    for page in 0..<bytes.count / 4096 {
      await Task.yield()
      var damaged = bytes
      damaged.replaceSubrange(
        page * 4096..<page * 4096 + 4096, with: repeatElement(0x5a, count: 4096))
      try sample.replace(with: damaged)
      #expect(try ProgressStore.damage(at: sample.database) != nil, "page \(page)")
      let report = try sample.repair()

      #expect(try ProgressStore.damage(at: sample.database) == nil, "page \(page)")
      #expect(try sample.standing() == RecordedSample.resources, "page \(page)")
      let count = try sample.outcomes().count
      #expect(report.saved(.attempt) == count, "page \(page)")
      if case .records(let lost) = report.loss(.attempt) {
        #expect(count + lost == RecordedSample.attempts, "page \(page)")
        #expect(lost < RecordedSample.attempts / 2, "page \(page)")
      } else {
        #expect(count == RecordedSample.attempts, "page \(page)")
      }
    }
  }

  @Test func `any damage at all can be repaired, and nothing is made up`() async throws {
    let sample = try RecordedSample()
    let bytes = try sample.bytes()
    let recorded = try sample.outcomes().count
    var numbers = RandomNumbers(state: 11)
    for round in 0..<15 {
      await Task.yield()
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...300, using: &numbers) {
        damaged[Int.random(in: 0..<bytes.count, using: &numbers)] =
          UInt8.random(in: 0...255, using: &numbers)
      }
      try sample.replace(with: damaged)
      // Where only the version is hit, the file counts as a newer program's.
      guard (try? ProgressStore.damage(at: sample.database)) != nil else { continue }
      _ = try sample.repair()

      #expect(try ProgressStore.damage(at: sample.database) == nil, "round \(round)")
      #expect(try sample.standing().isSuperset(of: RecordedSample.resources), "round \(round)")
      #expect(try sample.outcomes().count <= recorded, "round \(round)")
    }
  }

  @Test func `an emptied file is put together again from its log`() throws {
    let sample = try RecordedSample()
    let log = try sample.log(ofEverything: true)
    try sample.replace(with: [], log: log)
    #expect(try ProgressStore.damage(at: sample.database) == .emptied)
    _ = try sample.repair()

    #expect(try sample.standing() == RecordedSample.resources)
    try sample.readEverything()
  }

  @Test(arguments: ["ledger", "binding", "attempt", "stepState"])
  func `a table that is missing is named, and the others are saved`(table: String) throws {
    let sample = try RecordedSample()
    try sample.execute("PRAGMA foreign_keys = OFF; DROP TABLE \(table)")
    guard case .incomplete(let names) = try ProgressStore.damage(at: sample.database) else {
      Issue.record("\(table) is not missed")
      return
    }
    #expect(names.contains(table))
    let report = try sample.repair()

    #expect(try ProgressStore.damage(at: sample.database) == nil)
    #expect(try sample.standing() == RecordedSample.resources)
    let attempts = table == "attempt" ? 0 : RecordedSample.attempts
    #expect(report.saved(.attempt) == attempts)
    #expect(report.loss(.binding) == (table == "binding" ? .unknown : RescueTally.Loss.none))
  }

  @Test func `how steps stand follows from their attempts where it is lost`() throws {
    let sample = try RecordedSample()
    let before = try sample.states()
    try sample.execute("DELETE FROM stepState; DROP INDEX attemptOfRun")
    _ = try sample.repair()

    #expect(try sample.states() == before)
  }

  @Test func `whose progress an attempt is stays known`() throws {
    let sample = try RecordedSample()
    try sample.execute(
      "UPDATE run SET progress = 'another' WHERE id = 'r3'; DROP INDEX attemptOfRun")
    _ = try sample.repair()

    #expect(try sample.count("SELECT count(*) FROM run WHERE progress = 'another'") == 1)
    #expect(try sample.count("SELECT count(*) FROM run") == 7)
  }

  @Test func `the damaged file is kept as it was, for the owner alone`() throws {
    let sample = try RecordedSample()
    let log = try sample.log()
    try sample.replace(with: Array(sample.bytes().prefix(50_000)), log: log)
    let before = try sample.files()
    let kept = try #require(try sample.repair().kept)

    #expect((kept as NSString).lastPathComponent == "progress-damaged-19700101-000001.sqlite")
    let files = try sample.files()
    for ending in ["", "-wal"] {
      let name = (kept as NSString).lastPathComponent + ending
      #expect((files[name] == before["progress.sqlite" + ending]) == true, "\(ending)")
      let attributes = try FileManager.default.attributesOfItem(atPath: kept + ending)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(!files.keys.contains { $0.contains("scratch") || $0.contains("repair") })

    try sample.replace(with: Array("This is no database".utf8))
    let second = try #require(try sample.repair().kept)
    #expect(second != kept)
    #expect(FileManager.default.fileExists(atPath: kept))
  }

  @Test func `a repair that was ended before its last step is finished`() throws {
    let sample = try RecordedSample()
    try sample.replace(with: Array(sample.bytes()), log: sample.log())
    let whole = try sample.bytes()
    rename(sample.database, sample.database + ".repaired")
    try sample.replace(with: Array("This is no database".utf8))
    #expect(try ProgressStore.damage(at: sample.database) == .halfRepaired)
    #expect(throws: LabsError.self) { try sample.readEverything() }
    #expect(try sample.repair().kept == nil)

    #expect(try (sample.bytes() == whole) == true)
    try sample.readEverything()
  }

  @Test func `a file that another program has open is not repaired`() throws {
    let sample = try RecordedSample()
    try sample.execute("DROP TABLE binding")
    let writer = Process()
    writer.executableURL = try writerPath()
    writer.arguments = [sample.database]
    writer.standardOutput = Pipe()
    try writer.run()
    defer {
      kill(writer.processIdentifier, SIGKILL)
      writer.waitUntilExit()
    }
    let output = try #require(writer.standardOutput as? Pipe)
    _ = output.fileHandleForReading.availableData
    let error = #expect(throws: LabsError.self) { try sample.repair() }

    #expect(error?.message.hasSuffix("is held by another program.") == true)
  }

  @Test func `nobody else can open a file while it is repaired`() throws {
    let sample = try RecordedSample()
    let claim = try DatabaseClaim(sample.database)
    // Where the lock was the process's, closing the copied file would let go of it.
    try copyDatabase(sample.database, to: sample.database + ".copy")

    #expect(throws: LabsError.self) { try DatabaseClaim(sample.database) }
    withExtendedLifetime(claim) {}
  }

  @Test func `the progress of a newer program is not damaged, and is left as it is`() throws {
    let sample = try RecordedSample()
    try sample.execute("PRAGMA user_version = \(Schema.version + 1)")
    let error = #expect(throws: LabsError.self) { try ProgressStore.damage(at: sample.database) }

    #expect(error?.message.hasSuffix("was written by a newer labs.") == true)
  }
}

extension ProgressRepair.Report {
  fileprivate func saved(_ kind: RescueTally.Kind) -> Int? {
    tallies.first { $0.kind == kind }?.saved
  }

  fileprivate func loss(_ kind: RescueTally.Kind) -> RescueTally.Loss? {
    tallies.first { $0.kind == kind }?.loss
  }
}
