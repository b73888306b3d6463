import CourseModel
import Testing

struct StepTests {
  private func step(_ scripts: Script...) throws -> Step {
    Step(
      id: try #require(Slug("step")), file: "labs/lab/01-step.md", title: "A step",
      body: Markdown(""), scripts: scripts, checks: [], digest: Digest(of: ""))
  }

  private func script(_ role: Script.Role, _ source: String, _ target: Target.Kind? = nil) -> Script
  {
    Script(
      role: role, source: source, target: target,
      location: SourceLocation(file: "labs/lab/01-step.md", line: 1))
  }

  @Test func `gives the scripts of a role that are meant for a target, in order`() throws {
    let check = try #require(Slug("check"))
    let step = try step(
      script(.run, "a"), script(.cleanup, "b"), script(.run, "c", .aws),
      script(.run, "d", .emulated), script(.fault(check: check), "e"))
    #expect(step.scripts(.run, on: .aws).map(\.source) == ["a", "c"])
    #expect(step.scripts(.run, on: .emulated).map(\.source) == ["a", "d"])
    #expect(step.scripts(.run, on: .endpoint("http://127.0.0.1:1")).map(\.source) == ["a", "d"])
    #expect(step.scripts(.setup, on: .aws) == [])
    #expect(step.scripts(.fault(check: check), on: .aws).map(\.source) == ["e"])
  }
}
