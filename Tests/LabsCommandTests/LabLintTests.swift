import Foundation
import Testing

/// What `labs lint` and `labs build` say of scripts without running them.
@Suite(.fewAtOnce) struct LabLintTests {
  private static func course() throws -> Program {
    try Program(
      lab: FixtureLab.files.merging([
        "content/course.yml": "format: 1\ntitle: A course\n",
        "content/index.md": "# Welcome\n\nHello.\n",
        "labs/files/01-one.md": FixtureLab.step("one", script: "ls $COLOUR"),
      ]) { $1 })
  }

  @Test func `a build tells of it, also when nothing or only a note has changed since`()
    async throws
  {
    let labs = try Self.course()
    let expected = "labs/files/01-one.md:18:4: warning: “$COLOUR” is not quoted"

    #expect(try await labs.run("build").output.contains(expected))
    #expect(try await labs.run("build").output.contains(expected))
    try labs.write("# Welcome\n\nHello again.\n", to: "content/index.md")
    #expect(try await labs.run("build").output.contains(expected))
    try labs.write(FixtureLab.step("one", script: "ls \"$COLOUR\""), to: "labs/files/01-one.md")
    #expect(try await !labs.run("build").output.contains("not quoted"))
  }

  @Test func `without ShellCheck that is said once, and nothing fails`() async throws {
    let labs = try Self.course()
    let ending = try await labs.start(["lint"], environment: ["PATH": "/nowhere"]).ending()

    #expect(ending.code == 0)
    #expect(ending.output.matches(of: /ShellCheck is not installed/).count == 1)
    #expect(!ending.output.contains("not quoted"))
  }
}
