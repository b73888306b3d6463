import Foundation
import Testing

@testable import LabsCommand

/// Each mistake is one clear message with its place and its remedy, and the right exit code.
@Suite(.fewAtOnce) struct BadInputTests {
  @Test func `an unknown lab is answered with the nearest one`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "fiels")

    #expect(ending.code == 2)
    #expect(ending.errors == "labs: There is no lab named “fiels”. Try: files.\n")
  }

  @Test func `an unknown step is answered with the nearest one`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "files", "thre")

    #expect(ending.code == 2)
    #expect(ending.errors.contains("no step named “thre”"))
    #expect(ending.errors.contains("Try: three."))
  }

  @Test func `a broken lab is not run, and every mistake is named`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two").replacing("sh run", with: "sh rnu").replacing("cost:", with: "csot:"),
      to: "labs/files/02-two.md")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 2)
    #expect(ending.errors.contains("labs/files/02-two.md:3:1"))
    #expect(ending.errors.contains("“csot”"))
    #expect(ending.errors.contains("“rnu”"))
    #expect(!ending.output.contains("made one"))
  }

  @Test func `the mistakes of a broken lab are in the envelope too`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two").replacing("cost:", with: "csot:"), to: "labs/files/02-two.md")

    let ending = try await labs.run("run", "files", "--json")

    #expect(ending.code == 2)
    #expect(
      try ending.json("data", "diagnostics", "0", "location", "file") == "labs/files/02-two.md")
    #expect(try ending.json("data", "diagnostics", "0", "location", "line") == "3")
    #expect(ending.errors.isEmpty)
  }

  @Test func `a wrong option ends with 2`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    #expect(try await labs.run("run", "files", "--yess").code == 2)
  }

  @Test func `a wrong option is said in the envelope too`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let ending = try await labs.run("run", "files", "--yess", "--json")

    #expect(ending.code == 2)
    #expect(try ending.json("status") == "failed")
    #expect(try ending.json("error", "code") == "2")
  }

  @Test func `a tool that is missing is named with how to get it`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.manifest + """

        tools:
          - command: [frobnicate, frobnicator]
            install: Take it from the shelf.
        """, to: "labs/files/lab.yml")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 5)
    #expect(ending.errors.contains("frobnicate or frobnicator"))
    #expect(ending.errors.contains("Take it from the shelf."))
  }

  @Test func `progress from a newer version is left alone`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files", "one")
    try await labs.sql("PRAGMA user_version = 1000")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 5)
    #expect(ending.errors.contains("newer"), "\(ending.errors)")
    #expect(try await labs.sql("SELECT count(*) FROM attempt") == "1\n")
  }

  @Test func `a state folder that cannot be written is named`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write("in the way", to: ".labs")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 5)
    #expect(ending.errors.contains(".labs"), "\(ending.errors)")
  }

  @Test func `a check that cannot be carried out is not called failed`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two").replacing("cat ", with: "frobnicate "), to: "labs/files/02-two.md")

    let ending = try await labs.run("run", "files")

    #expect(ending.code == 6, "\(ending.output)\(ending.errors)")
  }
}
