import CourseLoader
import CourseModel
import Foundation
import Testing

/// What is said of the code in files, and where.
struct CodeCheckTests {
  private func said(_ note: String) throws -> [String] {
    try TemporaryCourse(["content/index.md": "# Home\n", "content/a.md": note]).complaints()
      .map { $0.replacing("content/a.md:", with: "") }
  }

  @Test(arguments: [
    ("```json\n{\"a\": 1,}\n```\n", "2:8"),
    ("# A\n\n- b\n\n  ```json\n  {\n   \"a\": 1,}\n  ```\n", "7:10"),
    ("> ```json\n> {\"a\": 1,}\n> ```\n", "2:10"), ("\t- ```json\n", ""),
    ("```JSON\n\n{\"é\": 1,}\n```\n", "3:8"), ("```jsonc\n{\"a\": 1,}\n```\n", ""),
    ("```json5\n{a: 1,}\n```\n", ""), ("~~~json title=\"x\"\n{\"a\": 1,}\n~~~\n", "2:8"),
  ]) func `a mistake in JSON is shown where it stands in the file`(_ note: String, _ place: String)
    throws
  {
    let words = "warning: JSON allows no comma before “}”. > Take it away."
    #expect(
      try said(note).filter { $0.contains("JSON") } == (place.isEmpty ? [] : ["\(place): \(words)"])
    )
  }

  @Test(arguments: [
    ("```yaml\na: b: c\n```\n", "2:5"), ("- x\n\n  ```yml\n  é: 1\n  a: b: c\n  ```\n", "5:7"),
    ("> ```yaml\n> a: b: c\n> ```\n", "2:7"), ("```yaml\na: {{ b: c: d\n```\n", ""),
    ("```toml\na: b: c\n```\n", ""),
  ]) func `a mistake in YAML is shown where it stands in the file`(_ note: String, _ place: String)
    throws
  {
    let words = "warning: There is a second “:” in this line."
    let complaints = try said(note)
    #expect(complaints.count == (place.isEmpty ? 0 : 1))
    #expect(complaints.allSatisfy { $0.hasPrefix("\(place): \(words)") }, "\(complaints)")
  }

  @Test(arguments: [
    ("```sh\nls\n\necho )\n```\n", "4"), ("- a\n\n  ```bash\n  echo )\n  ```\n", "4"),
    ("```console\n$ ls\nout (\n$ echo )\n```\n", "4"), ("```\necho )\n```\n", ""),
    ("```zsh\necho )\n```\n", ""), ("```sh run\necho )\n```\n", "2"),
  ]) func `a mistake in shell text is shown at its line`(_ note: String, _ place: String) throws {
    let complaints = try said(note)
    let words = "warning: Bash cannot make sense of “)” here."
    #expect(complaints.count == (place.isEmpty ? 0 : 1))
    #expect(complaints.allSatisfy { $0.hasPrefix("\(place): \(words)") })
  }

  @Test(arguments: [
    ("```\naws iam x \\\n  --policy \"{\n  \\\"a\\\": 1\n}\n```\n", "3", "\""),
    ("- x\n\n  ```\n  export A=\"\n  export B=\"C\"\n  ```\n", "5", "\""),
    ("```\naws logs x --days 1`  \n```\n", "2", "`"),
  ]) func `an open quote is shown in commands that nobody calls shell`(
    _ note: String, _ line: String, _ mark: String
  ) throws {
    #expect(
      try said(note) == [
        "\(line): warning: A “\(mark)” is missing: bash reads on to the end of the text. > "
          + "Close what is open here."
      ])
  }

  @Test(arguments: [
    "```\ndocker push x\ndenied: it's not yours\n```\n", "```\naws x (optional)\n```\n",
    "```\ndon't\naws x\n```\n", "```text\naws x \"\n```\n",
    "```\naws iam x --policy \"{\n}\"\n```\n",
  ]) func `output below a command is no mistake`(_ note: String) throws {
    #expect(try said(note) == [])
  }

  @Test(arguments: [
    ("```sh\naws iam x \\   \n--role-name y\n```\n", "2:11"),
    ("- x\n  ```\n  aws x \\\n    --a b \\\t\n    --c d\n  ```\n", "4:11"),
    ("```sh\necho a \\ \nb\n```\n", ""), ("```sh\naws x \\\n  --y\n```\n", ""),
    ("```py\nx \\ \n--y\n```\n", ""),
  ]) func `a blank behind a backslash is shown`(_ note: String, _ place: String) throws {
    #expect(
      try said(note)
        == (place.isEmpty
          ? []
          : [
            "\(place): warning: A blank follows this backslash, so the command ends here. > "
              + "Take the blank away."
          ]))
  }

  @Test(arguments: [
    ("import sys\nx = {}\n", "python"), ("# One\nfrom a.b import *\n", "python"),
    ("# One\nFROM python:3.10 AS base\nRUN ls\n", "dockerfile"),
    ("import x.png y.png\n", nil), ("FROM=1\nRUN ls\n", nil), ("FROM a\n", nil),
  ]) func `a block that is another language is told so`(_ text: String, _ language: String?) throws
  {
    #expect(
      try said("```bash\n\(text)```\n")
        == (language.map {
          [
            "1:4: warning: This block is \($0), and not shell. > "
              + "Write “\($0)” behind the backticks, for its colours."
          ]
        } ?? []))
  }

  @Test func `what a lab runs has to be shell`() throws {
    let step = """
      ---
      title: A step
      checks:
        - {id: done, title: It is done, run: "echo )", exits: 0}
      ---
      ```sh run
      ls
      echo )
      ```
      """
    let course = try TemporaryCourse(step: step)
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md:4:40: error: Bash cannot make sense of “)” here. > Correct the script.",
        "labs/lab/01-step.md:8: error: Bash cannot make sense of “)” here. > Correct the script.",
      ])
    #expect(try course.loadLab().lab == nil)
  }

  @Test func `an account that course.yml lets through is not reported`() throws {
    let note = "Account 587201934466, account 310957284466.\n"
    let course = try TemporaryCourse(["content/index.md": note])
    #expect(try course.load().diagnostics.map(\.rule) == [.accountNumber, .accountNumber])
    try course.write([
      "content/course.yml": "format: 1\ntitle: A\nnot-secret: [587201934466, 310957284466]\n"
    ])
    #expect(try course.complaints() == [])
    #expect(try course.load().course.notSecret == ["587201934466", "310957284466"])
  }

  @Test func `letting an account through is heeded in notes that did not change`() throws {
    let course = try TemporaryCourse(["content/index.md": "Account 587201934466.\n"])
    let loader = CourseLoader(root: course.folder.path())
    let first = try loader.load()
    #expect(first.diagnostics.count == 1)
    try course.write(["content/course.yml": "format: 1\ntitle: A\nnot-secret: 587201934466\n"])
    let second = try loader.load(reusing: first.shelf)
    #expect(second.diagnostics.isEmpty)
    try course.write(["content/course.yml": "format: 1\ntitle: A course\n"])
    #expect(try loader.load(reusing: second.shelf).diagnostics == first.diagnostics)
    withExtendedLifetime(course) {}
  }

  @Test func `a note that did not change keeps what bash said of it`() throws {
    let course = try TemporaryCourse(["content/index.md": "```sh\necho )\n```\n"])
    let loader = CourseLoader(root: course.folder.path())
    let first = try loader.load()
    #expect(first.diagnostics.count == 1)
    #expect(try loader.load(reusing: first.shelf).diagnostics == first.diagnostics)
    withExtendedLifetime(course) {}
  }
}
