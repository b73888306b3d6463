import Foundation
import ProgressStore
import Testing

@testable import LabsCommand

/// `labs export`, `labs import` and `labs report --from`.
@Suite(.fewAtOnce) struct HandoverTests {
  /// A student who has passed one of two steps.
  private static func student() async throws -> Program {
    let labs = try Program(
      lab: FixtureLab.files.merging([
        "labs/files/02-two.md": FixtureLab.step("two", script: "echo c4n4ry; exit 3")
      ]) { $1 })
    _ = try await labs.run("run", "files", "--yes")
    return labs
  }

  private static func export(_ labs: Program, to file: String = "ana.jsonl") async throws -> String
  {
    let path = labs.root + "/" + file
    let ending = try await labs.run("export", "--output", path)
    #expect(ending.code == 0 && ending.output.contains("\nSeal: "), "\(ending.errors)")
    return path
  }

  @Test func `a student who changes the machine goes on there, and a second import adds nothing`()
    async throws
  {
    let old = try await Self.student()
    let file = try await Self.export(old)
    let new = try Program(lab: FixtureLab.files)

    let taken = try await new.run("import", file)
    #expect(taken.code == 0 && taken.output.hasPrefix("Took in 2 attempts at files"))
    let status = try await new.run("status", "files", "--json")
    #expect(try status.json("data", "steps", "0", "standing") == "passed")
    #expect(try status.json("data", "steps", "1", "outcome") == "failed(3)")
    let again = try await new.run("import", file, "--json")
    #expect(try again.json("data", "added") == "0" && again.json("data", "known") == "2")
    #expect(try await new.run("run", "files", "--yes").code == 0)
  }

  @Test func `another student's progress is taken in only when that is confirmed`() async throws {
    let (ana, other) = (try await Self.student(), try await Self.student())
    let file = try await Self.export(ana)

    #expect(try await other.run("import", file).code == 3)
    #expect(
      try await other.run("status", "files", "--json").json("data", "steps", "0", "attempts") == "1"
    )
    #expect(try await other.run("import", file, "--yes").code == 0)
    #expect(
      try await other.run("status", "files", "--json").json("data", "steps", "0", "attempts") == "2"
    )
  }

  /// What somebody does who changes a file and knows how its lines are chained.
  @Test func `a whole new chain is refused where it says that it was made`() async throws {
    let labs = try await Self.student()
    let file = try await Self.export(labs)
    let sealed = try SealedExport(
      reading: Array(Data(contentsOf: URL(fileURLWithPath: file))), named: "a")
    let records = sealed.export.records.dropLast()
    let made = try ExportText(
      ProgressExport(heading: sealed.export.heading, records: Array(records)), own: [1])
    try labs.write(made.text, to: "made.jsonl")

    let ending = try await labs.run("import", labs.root + "/made.jsonl")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("says that it is from here, and was not sealed here"))
    #expect(try await labs.run("import", file).code == 0)
  }

  @Test func `a file that was changed is refused, and nothing is taken in`() async throws {
    let old = try await Self.student()
    let file = try await Self.export(old)
    let text = try #require(old.text(of: "ana.jsonl"))
    try old.write(text.replacing("failed(3)", with: "passed"), to: "ana.jsonl")
    let new = try Program(lab: FixtureLab.files)

    let refused = try await new.run("import", file)
    #expect(refused.code == 1 && refused.errors.contains("Line 3 of “\(file)” was changed"))
    #expect(new.text(of: ".labs/progress.sqlite") == nil)
  }

  @Test func `standard output gets the export and nothing else`() async throws {
    let ending = try await Self.student().run("export")

    #expect(ending.code == 0 && ending.errors.isEmpty)
    let lines = ending.output.split(separator: "\n")
    #expect(lines.first?.contains("\"record\":\"export\"") == true)
    #expect(lines.last?.contains("\"record\":\"seal\"") == true)
    #expect(!ending.output.contains("c4n4ry"), "what a script printed is not in it")
    #expect(!ending.output.contains("123456789012"))
  }

  @Test func `where nothing was done yet there is nothing to export`() async throws {
    let ending = try await Program(lab: FixtureLab.files).run("export")

    #expect(ending.code == 2 && ending.errors.contains("There is no progress"))
  }

  @Test func `files of several students come into one table`() async throws {
    let (ana, ben) = (try await Self.student(), try await Self.student())
    let files = [try await Self.export(ana), try await Self.export(ben, to: "ben.jsonl")]
    let report = try await ana.start(["report", "--format", "csv", "--from"] + files).ending()

    #expect(report.code == 0, "\(report.errors)")
    let rows = report.output.components(separatedBy: "\r\n")
    #expect(rows.count == 8 && rows[0].hasPrefix("File,Lab,Step,Outcome,Target"))
    #expect(rows[1].hasPrefix("\(files[0]),files,one,passed,emulated,1,"))
    #expect(rows[2].hasPrefix("\(files[0]),files,two,not passed: ended with exit status 3,"))
    #expect(rows[4].hasPrefix("\(files[1]),files,one,passed,"))
  }

  @Test func `a bad file among several is named, and the others are told of`() async throws {
    let ana = try await Self.student()
    let file = try await Self.export(ana)
    try ana.write("nonsense", to: "ben.jsonl")
    let report = try await ana.run(
      "report", "--json", "--from", file, ana.root + "/ben.jsonl")

    #expect(report.code == 1 && report.errors.contains("ben.jsonl” is no export of labs"))
    #expect(try report.json("data", "files", "0", "steps", "0", "standing") == "passed")
    #expect(try report.json("data", "files", "1", "problem").contains("is no export of labs"))
  }

  @Test func `a step that is not that of this course is called changed`() async throws {
    let ana = try await Self.student()
    let file = try await Self.export(ana)
    let course = try Program(
      lab: FixtureLab.files.merging([
        "labs/files/01-one.md": FixtureLab.step("one", script: "echo more")
      ]) { $1 })
    let report = try await course.run("report", "--from", file)

    #expect(report.output.contains("| one | passed; the step has changed since |"))
  }

  @Test func `a key shows who made a file, and has to be its owner's alone`() async throws {
    let ana = try await Self.student()
    try ana.writeSecrets("a key of ana's, long enough\n", to: "ana.key")
    try ana.writeSecrets("a key of ben's, long enough\n", to: "ben.key")
    try ana.writeSecrets("a key that anybody can read\n", to: "open.key", mode: 0o644)
    let (file, keys) = (ana.root + "/ana.jsonl", { (name: String) in "\(ana.root)/\(name).key" })
    #expect(try await ana.run("export", "--output", file, "--key", keys("ana")).code == 0)

    let report = try await ana.run(
      "report", "--json", "--from", file, "--key", keys("ben"), keys("ana"))
    #expect(try report.json("data", "files", "0", "key") == "ana")
    let strange = try await ana.run("import", file, "--key", keys("ben"))
    #expect(strange.code == 1 && strange.errors.contains("another key than “ben”"))
    let open = try await ana.run("export", "--key", keys("open"))
    #expect(open.code == 2 && open.errors.contains("chmod 600"))
  }

  @Test func `the key of the pseudonyms is for its owner alone, and stays`() async throws {
    let ana = try await Self.student()
    let first = try await ana.run("export").output
    let path = ana.root + "/.labs/pseudonym.key"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)

    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let names = { (text: String) in text.matches(of: /progress-[a-p]{12}/).map { "\($0.output)" } }
    #expect(try await names(ana.run("export").output) == names(first))
  }
}
