import CourseModel
import Foundation
import GRDB
import Testing

@testable import ProgressStore

@Suite struct LedgerTests {
  @Test func `what is about to be created may be there until its call tells`() throws {
    let bench = try LedgerBench()
    try bench.append(line("intended", "a", [group("one")]), line("intended", "b", [group("two")]))
    #expect(try bench.present() == ["mayBeThere one", "mayBeThere two"])

    try bench.append(line("created", "a", [group("one")]), line("failed", "b"))
    #expect(try bench.present() == ["standing one"])
  }

  @Test func `what is deleted is gone, whoever deletes it`() throws {
    let bench = try LedgerBench()
    try bench.append(
      line("created", "a", [group("one")]),
      line("gone", "b", [group("one", region: "eu-west-1")]),
      line("gone", "c", [group("one")], account: "999999999999"))
    #expect(try bench.present() == ["standing one"])

    try bench.append(line("gone", "d", [group("one")], lab: "other"))

    #expect(try bench.present() == [])
    let gone = try bench.store.goneLedger(of: slug("week6"))
    #expect(gone.map(\.goneAt) == [Timestamp(milliseconds: 500)])
  }

  @Test func `a part of an identifier is enough to tell that it is gone`() throws {
    let bench = try LedgerBench()
    let namespace = ["Id": "ns-1", "Arn": "arn:ns-1"]
    try bench.append(
      line("created", "a", [resource("servicediscovery/namespace of a cluster", namespace)]),
      line("created", "b", [resource("sns/Topic", ["Name": "n", "TopicArn": "arn:n"], nil)]),
      line("gone", "c", [resource("servicediscovery/namespace of a cluster", ["Id": "ns-1"])]),
      line("gone", "d", [resource("sns/Topic", ["TopicArn": "arn:n"], nil)]))
    #expect(try bench.present() == [])
  }

  @Test func `each line counts once`() throws {
    let bench = try LedgerBench()
    try bench.append(
      line("created", "a", [group("one")]), line("gone", "b", [group("one")]),
      line("created", "c", [group("one")]))
    for _ in 0..<3 { try bench.store.takeIn(bench.folder) }

    #expect(try bench.present() == ["standing one"])
    #expect(try bench.count() == 2)
  }

  @Test func `what stands already is not made anew`() throws {
    let bench = try LedgerBench()
    try bench.append(
      line("intended", "a", [group("one")]),
      line("intended", "b", [group("one")]), line("created", "b", [group("one")]),
      line("created", "c", [group("one", region: "eu-west-1")]),
      line("intended", "d", [group("one")]), line("failed", "d"))
    #expect(try bench.present() == ["standing one", "standing one"])
  }

  @Test func `a line that is cut off waits for its rest, or is passed over`() throws {
    let bench = try LedgerBench()
    let text = line("created", "a", [group("one")])
    try bench.append(raw: String(text.prefix(40)))
    #expect(try bench.present() == [])
    try bench.append(raw: String(text.dropFirst(40)) + "\n")
    #expect(try bench.present() == ["standing one"])

    try bench.append(raw: "{\"event\":\"inten")
    try bench.append(raw: "\n" + line("created", "b", [group("two")]) + "\n")
    #expect(try bench.present() == ["standing one", "standing two"])
  }

  @Test func `a file that was taken away begins anew`() throws {
    let bench = try LedgerBench()
    try bench.append(line("created", "a", [group("one")]), line("created", "b", [group("two")]))
    _ = try bench.present()
    try FileManager.default.removeItem(atPath: bench.folder.file(for: .emulated))
    try bench.append(line("gone", "c", [group("one")]))

    #expect(try bench.present() == ["standing two"])
  }

  @Test func `programs that take in at the same time take in once`() async throws {
    let bench = try LedgerBench()
    let path = bench.temporary.database
    let folder = bench.folder
    for number in 0..<50 {
      try bench.append(line("created", "c\(number)", [group("g\(number)")]))
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try ProgressStore(path: path).takeIn(folder) } }
      try await group.waitForAll()
    }
    #expect(try bench.count() == 50)
  }

  @Test func `a program that is killed while it takes in loses nothing`() throws {
    let bench = try LedgerBench()
    for round in 1...20 {
      let lines = (0..<300).map { line("created", "r\(round)-\($0)", [group("g\(round)-\($0)")]) }
      try bench.append(raw: lines.joined(separator: "\n") + "\n")
      let taker = Process()
      taker.executableURL = try writerPath()
      taker.arguments = [bench.temporary.database, bench.folder.path]
      try taker.run()
      usleep(.random(in: 0..<40_000))
      kill(taker.processIdentifier, SIGKILL)
      taker.waitUntilExit()
    }
    #expect(try bench.present().count == 6000)
    #expect(try bench.count() == 6000)
  }

  @Test func `targets have files of their own, and their names lead back`() throws {
    let bench = try LedgerBench()
    for target: Target in [.emulated, .aws, .endpoint("http://127.0.0.1:4566")] {
      try bench.append(line("created", "\(target)", [group("one")]), on: target)
      try bench.store.takeIn(bench.folder)
      #expect(try bench.store.ledger(on: target).count == 1)
    }
    #expect(try bench.store.ledger().count == 3)
  }

  @Test func `forgetting the progress of a lab keeps its ledger`() throws {
    let bench = try LedgerBench()
    try bench.append(line("created", "a", [group("one")]))
    _ = try bench.present()
    try bench.store.reset(slug("week6"))
    #expect(try bench.present() == ["standing one"])
  }

  @Test func `a lab that costs money is abandoned after a day without an attempt`() throws {
    let day: Int64 = 86_400_000
    let bench = try LedgerBench(now: 2 * day)
    try bench.append(line("created", "a", [group("one")], at: day + 1), on: .aws)
    try bench.store.takeIn(bench.folder)
    #expect(try bench.store.abandonedLabs() == [])

    let later = try bench.store(at: 2 * day + 1)
    let abandoned = try #require(try later.abandonedLabs().first)
    #expect(try abandoned.lab == slug("week6"))
    #expect(abandoned.lastActivity == Timestamp(milliseconds: day + 1))
    #expect(abandoned.entries.map(\.title) == ["logs log group one, us-east-1"])

    try later.add(attempt(on: .aws), .passed)
    #expect(try later.abandonedLabs() == [])
  }

  @Test func `what is emulated, costs nothing or is gone is never abandoned`() throws {
    let bench = try LedgerBench(now: 1_000_000_000)
    try bench.append(line("created", "a", [group("one")]))
    try bench.append(
      line("created", "b", [resource("iam/role", ["RoleName": "r"], false)]),
      line("created", "c", [group("two")]), line("gone", "d", [group("two")]), on: .aws)
    try bench.store.takeIn(bench.folder)
    #expect(try bench.store.abandonedLabs() == [])
  }

  @Test func `100,000 things that are gone do not change how the rest is looked up`() throws {
    let bench = try LedgerBench()
    let plans = try bench.store.queue.read { database in
      try [
        "SELECT * FROM ledger INDEXED BY ledgerPresent WHERE standing <> 'gone' AND lab = 'a'",
        """
        SELECT * FROM ledger WHERE target = 'a' AND kind = 'b' AND identifier = 'c'
        AND NOT isName AND standing <> 'gone'
        """,
        "DELETE FROM ledger WHERE call = 'a' AND standing = 'mayBeThere'",
      ].flatMap {
        try String.fetchAll(
          database, sql: "EXPLAIN QUERY PLAN " + $0, adapter: SuffixRowAdapter(fromIndex: 3))
      }
    }
    #expect(!plans.isEmpty && !plans.contains { $0.hasPrefix("SCAN") })
  }
}

/// A store, and a folder of files to which calls write.
struct LedgerBench {
  let temporary: TemporaryFolder
  let folder: LedgerFolder
  let store: ProgressStore

  init(now: Int64 = 1000) throws {
    temporary = try TemporaryFolder()
    folder = LedgerFolder(path: temporary.path + "/.labs/ledger")
    store = try ProgressStore(path: temporary.database) { Timestamp(milliseconds: now) }
  }

  func store(at now: Int64) throws -> ProgressStore {
    try ProgressStore(path: temporary.database) { Timestamp(milliseconds: now) }
  }

  func append(_ lines: String..., on target: Target = .emulated) throws {
    try append(raw: lines.map { "\n\($0)\n" }.joined(), on: target)
  }

  func append(raw text: String, on target: Target = .emulated) throws {
    let path = try folder.file(for: target)
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// What stands or may be there, after everything was taken in.
  func present() throws -> [String] {
    try store.takeIn(folder)
    return try store.ledger(of: slug("week6")).map { entry in
      "\(entry.standing) \(entry.identifier.values.joined())"
    }
  }

  /// All rows that there are.
  func count() throws -> Int {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM ledger") ?? 0 }
  }
}

func line(
  _ event: String, _ call: String, _ resources: [JSONValue] = [], lab: String = "week6",
  account: String = "123456789012", at: Int64 = 500
) -> String {
  JSONValue.object([
    "event": .string(event), "call": .string(call), "service": .string("logs"),
    "operation": .string("CreateLogGroup"), "lab": .string(lab), "step": .string("one"),
    "run": .string("r1"), "account": .string(account), "at": .number(Double(at)),
    "resources": .array(resources),
  ]).description
}

func group(_ name: String, region: String = "us-east-1") -> JSONValue {
  resource("logs/log group", ["logGroupName": name], true, region: region)
}

private func resource(
  _ kind: String, _ identifier: [String: String], _ costs: Bool? = true,
  region: String = "us-east-1"
) -> JSONValue {
  .object([
    "kind": .string(kind), "identifier": .object(identifier.mapValues(JSONValue.string)),
    "region": .string(region), "costs": costs.map(JSONValue.bool) ?? .null,
  ])
}
