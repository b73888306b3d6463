import CourseModel
import Foundation
import Testing

@testable import ProgressStore

/// Taking progress out, sealed and without accounts.
@Suite struct ExportTests {
  @Test func `each line holds the digest of the one before, and the seal that of the last`() throws
  {
    let text = try Self.export(of: Self.store()).text
    let lines = text.split(separator: "\n")

    #expect(lines.count == 5 && text.hasSuffix("\n"))
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(next.contains("\"previous\":\"\(Digest(of: String(line)))\""))
    }
    #expect(lines[0].contains("\"format\":1") && lines[4].contains("\"record\":\"seal\""))
  }

  @Test func `what is read is what was written`() throws {
    let written = try Self.export(of: Self.store())
    let read = try SealedExport(reading: Array(written.text.utf8), named: "a")

    #expect(read.export == written.export)
    #expect(read.seal == written.sealed.seal && !read.hasKey)
    #expect(read.export.attempts.map(\.outcome) == ["unproven", "passed"])
    #expect(read.export.attempts[1].checks.map(\.found) == ["7"])
  }

  @Test func `an account is called the same everywhere, and its number is nowhere`() throws {
    let folder = try TemporaryFolder()
    let store = try ProgressStoreTests.store(in: folder)
    try store.begin(attempt(on: .aws)).end(
      in: store,
      result(found: "arn:aws:ecs:us-east-1:123456789012:cluster/a 9999-8888-7777 x210987654321y"))
    try store.bind(
      slug("week6"), on: .aws, to: AccountBinding(account: "123456789012", region: "us-east-1"))
    let text = try Self.export(of: store).text

    for number in ["123456789012", "9999-8888-7777"] { #expect(!text.contains(number)) }
    let names = Set(text.matches(of: /account-[a-p]{12}/).map { String($0.output) })
    #expect(names.count == 2)
    #expect(text.contains("x210987654321y"), "twelve digits within a word are no account's")
    #expect(try Self.export(of: store).text == text)
    let other = try Self.export(of: store, key: 2).text
    #expect(names.allSatisfy { !other.contains($0) })
  }

  @Test func `texts are masked, and what is broken by an open drill is not told`() throws {
    let folder = try TemporaryFolder()
    let store = try ProgressStoreTests.store(in: folder)
    try store.begin(attempt()).end(in: store, result(found: "the c4n4ry"))
    _ = try store.begin(Self.drill("The fault"))
    let text = try Self.export(of: store).text

    #expect(text.contains("the ****") && text.contains("\"record\":\"drill\""))
    #expect(!text.contains("The fault") && !text.contains("c4n4ry"))
  }

  @Test func `an attempt that is at work is not in it`() throws {
    let folder = try TemporaryFolder()
    let store = try ProgressStoreTests.store(in: folder)
    _ = try store.begin(attempt())

    #expect(try Self.export(of: store).export.attempts.isEmpty)
  }

  @Test func `a key tells files of those who have it from others`() throws {
    let key = ExportKey(name: "ana", bytes: Array("a key of ana's".utf8))
    let other = ExportKey(name: "ben", bytes: Array("a key of ben's".utf8))
    let export = try Self.export(of: Self.store()).export
    let sealed = try Array(ExportText(export, own: [1], key: key.bytes).text.utf8)

    #expect(try SealedExport(reading: sealed, named: "a", keys: [other, key]).key == "ana")
    #expect(try SealedExport(reading: sealed, named: "a").hasKey)
    #expect(
      message { try SealedExport(reading: sealed, named: "a", keys: [other]) }
        .contains("another key than “ben”"))
    let open = try Array(ExportText(export, own: [1]).text.utf8)
    #expect(
      message { try SealedExport(reading: open, named: "a", keys: [key]) }
        .contains("without a key"))
  }

  @Test func `an installation knows what it sealed, and what others did`() throws {
    let text = try Self.export(of: Self.store(), key: 1).text
    let sealed = try SealedExport(reading: Array(text.utf8), named: "a")

    #expect(sealed.isSealed(byInstallation: [1]))
    #expect(!sealed.isSealed(byInstallation: [2]))
  }

  @Test(arguments: [
    Change("a changed word", "Line 2 of “a” was changed") {
      $0.replacing("unproven", with: "passed")
    },
    Change("a line less", "Line 2 of “a” was changed") { $0.without(line: 3) },
    Change("no seal", "“a” ends in line 4 without its seal") { $0.without(line: 5) },
    Change("a line cut off", "Line 5 of “a” is cut off") { $0.without(line: 5) + "{\"mac" },
    Change("a NUL byte", "Line 2 of “a” is not as labs wrote it") {
      $0.replacing("\"7\"", with: "\"7\0\"")
    },
    Change("a key twice", "Line 2 of “a” is not as labs wrote it") {
      $0.replacing("\"outcome\":", with: "\"outcome\":\"passed\",\"outcome\":")
    },
    Change("more behind the seal", "Line 6 of “a” stands behind the seal") { $0 + "{}\n" },
    Change("another heading", "Line 1 of “a” was changed") {
      $0.replacing("A course", with: "B course")
    },
    Change("a newer format", "exported by a newer labs: its format is 2") {
      $0.replacing("\"format\":1", with: "\"format\":2")
    },
    Change("nothing", "is no export of labs") { _ in "" },
    Change("something else", "is no export of labs") { _ in "week6,passed\n" },
  ])
  func `a file that was changed is refused, and the place is named`(change: Change) throws {
    let text = try change.make(Self.export(of: Self.store()).text)
    let said = message { try SealedExport(reading: Array(text.utf8), named: "a") }

    #expect(said.contains(change.said), "\(said)")
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let said: String
    let make: @Sendable (String) -> String

    init(_ what: String, _ said: String, _ make: @escaping @Sendable (String) -> String) {
      testDescription = what
      self.said = said
      self.make = make
    }
  }

  @Test func `a chain that was made anew is refused where a record is none that labs writes`()
    throws
  {
    var attempt = try #require(
      Self.export(of: Self.store()).text.split(separator: "\n").dropFirst().first)
    let heading = try #require(Self.export(of: Self.store()).text.split(separator: "\n").first)
    attempt.replace("\"unproven\"", with: "\"excellent\"")
    let seal = ExportLine("seal", [:], after: Digest(of: String(attempt))).text
    let bytes = Array("\(heading)\n\(attempt)\n\(seal)\n".utf8)

    #expect(
      message { try SealedExport(reading: bytes, named: "a") }.contains(
        "Line 2 of “a” holds no record"))
  }

  @Test func `values that labs never writes are refused, although the chain is whole`() throws {
    let good = try Self.export(of: Self.store()).export
    let heading = good.heading
    let first = try #require(good.attempts.first)
    let (lab, step) = (first.lab, first.step)
    func attempt(
      at moment: Int64 = 1, on target: String = "aws", from progress: String? = nil
    ) -> ExportRecord {
      .attempt(
        .init(
          progress: progress, run: "r", kind: .run, lab: lab, step: step, target: target,
          labDigest: first.labDigest, stepDigest: first.stepDigest, account: nil, region: nil,
          startedAt: moment, microseconds: 1, outcome: "passed", checks: []))
    }
    let strange = [
      attempt(at: .max), attempt(at: -1), attempt(on: "http://\u{1b}[2J"),
      attempt(from: "somebody"),
      .hints(.init(lab: lab, target: "aws", step: step, used: .max)),
    ]
    for record in strange {
      let text = try ExportText(
        ProgressExport(heading: heading, records: [record]), own: [1]
      ).text
      let said = message { try SealedExport(reading: Array(text.utf8), named: "a") }
      #expect(said.contains("Line 2 of “a”"), "\(record)")
    }
    let nobody = ProgressExport.Heading(
      progress: "me", course: "", labs: [:], exportedAt: Timestamp(milliseconds: 1))
    let text = try ExportText(ProgressExport(heading: nobody, records: []), own: [1]).text
    #expect(throws: LabsError.self) {
      try SealedExport(reading: Array(text.utf8), named: "a")
    }
  }

  @Test func `progress that can only be looked at is exported as well`() throws {
    let folder = try TemporaryFolder()
    try ProgressStoreTests.store(in: folder).add(attempt(), .passed)
    let store = try #require(try ProgressStore(lookingAt: folder.database))

    #expect(try Self.export(of: store).export.attempts.count == 1)
  }

  @Test func `where the key of the pseudonyms cannot be kept it is good for once`() throws {
    let folder = try TemporaryFolder()
    let nowhere = folder.path + "/no/pseudonym.key"
    let somewhere = folder.path + "/pseudonym.key"

    #expect(try !PseudonymKey(path: nowhere).isKept)
    let kept = try PseudonymKey(path: somewhere)
    #expect(try kept.isKept && PseudonymKey(path: somewhere).bytes == kept.bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pseudonym.key"])
    try "00ff\n".write(toFile: somewhere, atomically: false, encoding: .utf8)
    #expect(throws: LabsError.self) { try PseudonymKey(path: somewhere) }
  }

  @Test func `a file of a hundred megabytes is refused`() throws {
    let bytes = [UInt8](repeating: 0, count: 100 * 1024 * 1024)

    #expect(message { try SealedExport(reading: bytes, named: "a") }.contains("longer than 64 MB"))
  }
}

extension ExportTests {
  struct Written {
    let export: ProgressExport
    let sealed: ExportText
    var text: String { sealed.text }
  }

  static func store() throws -> ProgressStore {
    let store = try ProgressStore.inMemory()
    try store.begin(attempt()).end(in: store, result(verdict: .failed))
    try store.begin(attempt()).end(in: store, result())
    try store.recordHint(for: slug("log-group"), of: slug("week6"), on: .emulated)
    return store
  }

  static func export(of store: ProgressStore, key: UInt8 = 1) throws -> Written {
    let pseudonyms = Pseudonyms(key: [key]) { $0.replacing("c4n4ry", with: "****") }
    let export = ProgressExport(
      heading: .init(
        progress: pseudonyms.progress, course: "A course", labs: ["week6": "0"],
        exportedAt: Timestamp(milliseconds: 5)),
      records: try store.records(disguisedBy: pseudonyms))
    return Written(export: export, sealed: try ExportText(export, own: [key]))
  }

  static func drill(_ title: String) throws -> Drill {
    Drill(
      lab: try slug("week6"), target: .emulated, step: try slug("log-group"),
      check: try slug("retention"), title: title, seed: 1, startedAt: Timestamp(milliseconds: 7))
  }
}

/// What is said of an error, or nothing.
func message(_ body: () throws -> Any) -> String {
  do {
    _ = try body()
    return ""
  } catch {
    return "\(error)"
  }
}

func result(found: String = "7", verdict: CheckResult.Verdict = .passed) throws -> CheckResult {
  CheckResult(
    id: try slug("retention"), title: "Title", verdict: verdict, expected: "1", found: found,
    command: "aws logs", duration: .microseconds(1_234_567))
}

extension AttemptID {
  /// As a run ends it.
  func end(in store: ProgressStore, _ result: CheckResult) throws {
    try store.record(result, of: self)
    let outcome: Outcome = result.verdict == .passed ? .passed : .unproven
    try store.end(self, with: AttemptEnding(outcome, duration: .seconds(1)))
  }
}

extension String {
  fileprivate func without(line number: Int) -> String {
    var lines = split(separator: "\n")
    lines.remove(at: number - 1)
    return lines.map { $0 + "\n" }.joined()
  }
}
