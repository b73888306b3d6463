import Foundation
import Testing

@testable import LabsCommand

/// The other commands, as they are typed.
@Suite(.fewAtOnce) struct CommandTests {
  @Test func `status tells what has passed and what has changed since`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files", "one")
    _ = try await labs.run("run", "files", "two")
    try labs.write(FixtureLab.step("two", script: "echo more"), to: "labs/files/02-two.md")

    let status = try await labs.run("status", "files", "--json")

    #expect(try status.json("data", "steps", "0", "standing") == "passed")
    #expect(try status.json("data", "steps", "1", "standing") == "changed")
    #expect(try status.json("data", "steps", "2", "standing") == "untried")
  }

  @Test func `each hint is more concrete than the one before`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("one").replacing("hint: Write", with: "hint: [Look at it., Write")
        .replacing("into the file.\n", with: "into the file.]\n"),
      to: "labs/files/01-one.md")

    let hints = [
      try await labs.run("hint", "files").output, try await labs.run("hint", "files").output,
    ]

    #expect(hints[0].contains("Look at it."))
    #expect(hints[1].contains("Write the colour into the file."))
  }

  @Test func `clean takes everything away in reverse`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files")

    let clean = try await labs.run("clean", "files", "--plain")

    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
    let order = clean.output.matches(of: /cleaned: (\w+)/).map { String($0.1) }
    #expect(order == ["three", "two", "one"])
    #expect(labs.text(of: ".labs/work/files/one") == nil)
    #expect(try await labs.run("status", "files").output.contains("cleaned up"))
  }

  @Test func `resources that a cleanup leaves end with 7`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write(
      FixtureLab.step("two").replacing("rm -f \"$LABS_WORKDIR/two\"", with: "false"),
      to: "labs/files/02-two.md")
    _ = try await labs.run("run", "files")

    #expect(try await labs.run("clean", "files").code == 7)
    #expect(
      labs.text(of: ".labs/work/files/one") == nil, "the other steps are cleaned all the same")
  }

  @Test func `progress is forgotten only when that is confirmed`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files")

    let asked = try await labs.run("reset", "files")
    #expect(asked.code == 3)
    #expect(asked.errors.contains("labs reset files --yes"))

    #expect(try await labs.run("reset", "files", "--yes").code == 0)
    let status = try await labs.run("status", "files", "--json")
    #expect(try status.json("data", "steps", "0", "standing") == "untried")
  }

  @Test func `build writes the site, and an error leaves the last good one`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write("format: 1\ntitle: Course\n", to: "content/course.yml")
    try labs.write(
      "# Welcome\n\nTo the [files](../labs/files/01-one.md).\n", to: "content/index.md")
    #expect(try await labs.run("build").code == 0)
    let before = labs.text(of: "_site/index.html")
    #expect(before?.contains("Welcome") == true)

    try labs.write("# Hello\n\nTo [nowhere](nowhere.md).\n", to: "content/index.md")
    let broken = try await labs.run("build")

    #expect(broken.code == 2)
    #expect(broken.output.contains("content/index.md:3"), "\(broken.output)")
    #expect(labs.text(of: "_site/index.html") == before)
    #expect(try await labs.run("lint").code == 2)
  }

  @Test func `doctor finds a damaged database`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    try labs.write("not a database, but long enough to look like one", to: ".labs/progress.sqlite")

    let doctor = try await labs.run("doctor")

    #expect(doctor.code == 5)
    #expect(doctor.output.contains("damaged"))
  }
}
