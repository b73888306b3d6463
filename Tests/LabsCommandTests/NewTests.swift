import Foundation
import Testing

/// `labs new`, and what an instructor does with the new course.
@Suite(.fewAtOnce) struct NewTests {
  /// A folder of its own, in which `labs` makes courses.
  private let place: Program

  init() throws {
    place = try Program()
    try FileManager.default.createDirectory(
      atPath: place.root, withIntermediateDirectories: true)
  }

  @Test func `a new course has no mistake, becomes a site, and its lab runs`() async throws {
    let course = try Program()
    let made = try await new(course.root)
    #expect(made.code == 0, "\(made.output)\(made.errors)")

    let lint = try await course.run("lint", "--json")
    #expect(try lint.json("data", "diagnostics") == "[]")
    let build = try await course.run("build", "--budget")
    #expect(build.code == 0, "\(build.output)\(build.errors)")
    #expect(course.text(of: "_site/week-1/parameters.html")?.contains("<table>") == true)

    let run = try await course.run("run", "greeting", "--yes")
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    let clean = try await course.run("clean", "greeting")
    #expect(clean.code == 0, "\(clean.output)\(clean.errors)")
  }

  @Test func `its title is made of the folder's name`() async throws {
    _ = try await new(place.root + "/ecs-on: fargate")
    for name in ["README.md", "content/course.yml", "content/index.md"] {
      let text = place.text(of: "ecs-on: fargate/\(name)")
      #expect(text?.contains("Ecs on fargate") == true, "\(name)")
      #expect(text?.contains("A new course") == false, "\(name)")
    }
  }

  @Test func `a name alone is a folder where one is`() async throws {
    let within = try Running(
      "/bin/sh",
      ["sh", "-c", "cd \"$1\" && exec \"$2\" new ana", "sh", place.root, Program.program],
      environment: Program.environment)
    let ending = try await within.ending()
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(place.text(of: "ana/content/course.yml")?.contains("Ana") == true)
  }

  @Test func `what to type next is said`() async throws {
    let ending = try await new(place.root + "/it's new")
    #expect(ending.output.contains("  cd '\(place.root)/it'\\''s new'\n"), "\(ending.output)")
    #expect(ending.output.contains("labs serve"))
    #expect(ending.output.contains("labs run greeting"))
  }

  @Test func `an empty folder is filled and stays the same folder`() async throws {
    try FileManager.default.createDirectory(
      atPath: place.root + "/.git", withIntermediateDirectories: true)
    let number = try inode(place.root)
    let ending = try await new(place.root)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try inode(place.root) == number)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.root).sorted()
    #expect(names == [".git", ".gitignore", "README.md", "content", "labs"])
  }

  @Test func `a folder that holds files is left as it is`() async throws {
    try place.write("mine", to: "thesis.txt")
    let ending = try await new(place.root)
    #expect(ending.code == 2)
    #expect(
      ending.errors
        == "labs: “\(place.root)” holds files already, such as “thesis.txt”. Give the name of a "
        + "new folder, or of an empty one.\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.root) == ["thesis.txt"])
    #expect(try await new(place.root + "/thesis.txt").code == 2)
  }

  @Test func `where nothing can be written nothing is left behind`() async throws {
    try place.write("a file", to: "file")
    let ending = try await new(place.root + "/file/course")
    #expect(ending.code == 5)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.root) == ["file"])
  }

  private func new(_ folder: String) async throws -> Program.Ending {
    try await Running(Program.program, ["labs", "new", folder], environment: Program.environment)
      .ending()
  }

  private func inode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }
}
