import CourseModel
import Testing

@testable import CourseLoader

/// What is said of scripts and checks that could be run, and should not be left so.
@Suite struct LabCheckTests {
  @Test(arguments: [
    ("true", "always succeeds"), (":", "always succeeds"), ("echo \"$X\"", "always succeeds"),
    ("exit 0", "always succeeds"), ("aws x || true", "With “|| true” at its end"),
    ("aws x | jq . || echo no", "With “|| echo” at its end"), ("a && b || :", "With “|| :”"),
  ])
  func `a check that cannot fail is told of`(command: String, expected: String) {
    let problem = IdleCheck.problem(of: command, expecting: .succeeds)
    #expect(problem?.contains(expected) == true)
  }

  @Test(arguments: [
    "test -e x", "aws x | cat", "false; true", "a\nb || true", "if a; then true; fi", "true && a",
    "a || b", "! true", "case $x in a) true ;; esac", "exit 1", "(a || true)",
  ])
  func `one that can fail is not`(command: String) {
    #expect(IdleCheck.problem(of: command, expecting: .succeeds) == nil)
  }

  @Test func `what is expected of the output counts`() {
    let expected = Expectation.contains("x")
    #expect(IdleCheck.problem(of: "cat x || true", expecting: expected) == nil)
    #expect(IdleCheck.problem(of: "echo $(cat x)", expecting: expected) == nil)
    #expect(IdleCheck.problem(of: "echo x", expecting: expected)?.contains("the same") == true)
  }

  @Test func `a tool that is called and not named is told of once`() throws {
    let lab = goodLab + "tools:\n  - {command: [docker, podman], install: Get it.}\n"
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": lab,
      "labs/lab/01-a.md": step("docker ps\ncurl x | jq .\necho 'psql'\n# wget"),
      "labs/lab/02-b.md": step("jq . x\nif command -v yq; then yq x; fi", number: 2),
    ])
    #expect(
      try course.complaints() == [
        "labs/lab/01-a.md:8: warning: “curl” is called here, and the lab does not name it among its "
          + "tools. > Add it to “tools” in lab.yml, with how to install it.",
        "labs/lab/01-a.md:8: warning: “jq” is called here, and the lab does not name it among its "
          + "tools. > Add it to “tools” in lab.yml, with how to install it.",
      ])
  }

  @Test func `a lab that makes something wants a cleanup, in whichever step`() throws {
    let lab = goodLab + "tools:\n  - {command: aws, install: It is there.}\n"
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": lab,
      "labs/lab/01-a.md": step(
        "aws ecs describe-clusters\nx=$(aws ecs create-cluster \\\n  --name x)"),
    ])
    #expect(
      try course.complaints() == [
        "labs/lab/01-a.md:8: warning: “aws ecs create-cluster” makes something, and no step of the "
          + "lab has a cleanup. > Add a fence “```sh cleanup” that takes it away again."
      ])
    try course.write(["labs/lab/02-b.md": step("true", number: 2) + "\n```sh cleanup\nrm x\n```\n"])
    #expect(try course.complaints() == [])
  }

  private func step(_ script: String, number: Int = 1) -> String {
    """
    ---
    title: Step \(number)
    checks:
      - {id: done, title: It is done, run: test -e done, exits: 0}
    ---
    ```sh run
    \(script)
    ```

    """
  }
}
