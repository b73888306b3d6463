import CourseLoader
import CourseModel
import Testing

/// What is said of the blocks of a note, whatever is in them.
struct BlockMistakeTests {
  private func said(_ note: String) throws -> [String] {
    try TemporaryCourse(["content/index.md": "# Home\n", "content/a.md": note]).complaints()
      .map { $0.replacing("content/a.md:", with: "") }
  }

  @Test(arguments: [
    ("# A\n\n<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> c48c0a7\n", "3:1"),
    ("Text\n>>>>>>> c48c0a7\n", "2:1"), ("- a\n<<<<<<< HEAD\n", "2:1"),
  ]) func `says that a merge was not finished`(_ note: String, _ place: String) throws {
    #expect(
      try said(note) == [
        "\(place): error: A merge was not finished here: the file holds both versions. > "
          + "Keep one of them, and take out the lines of “<<<<<<<”, “=======” and “>>>>>>>”."
      ])
  }

  @Test(arguments: [
    "```\n<<<<<<< HEAD\n=======\n>>>>>>> c48c0a7\n```\n", "    <<<<<<< HEAD\n", "<<<<<<<\n",
    "Text <<<<<<< HEAD\n", ">>>>>>>\n", "A\n=======\n", "<<<<<<<<< x\n",
  ]) func `shows the marks of a merge in code`(_ note: String) throws {
    #expect(try said(note) == [])
  }

  @Test(arguments: [
    ("```json\n{}\n\n```sh\nls\n```\n", "4:1", 1, "```"),
    ("- a\n\n  ```\n  one\n  ````py\n  ```\n", "5:3", 3, "```"),
    ("~~~\none\n ~~~~ sh\ntwo\n~~~\n", "3:2", 1, "~~~"),
    ("```sh\necho (\n```sh\n```\n", "3:1", 1, "```"),
  ]) func `says which block is still open where another one begins`(
    _ note: String, _ place: String, _ line: Int, _ mark: String
  ) throws {
    #expect(
      try said(note) == [
        "\(place): warning: This begins no block, for the one that begins in line \(line) is still "
          + "open. > Close that one before it, with a line “\(mark)”."
      ])
  }

  @Test(arguments: [
    "````md\n```sh\nls\n```\n````\n", "~~~\n```sh\n```\n~~~\n", "```\n    ```sh\n```\n",
    "```\n``` a ` b\n```\n", "```sh\necho `date`\n```\n",
  ]) func `a block may show how a block is written`(_ note: String) throws {
    #expect(try said(note) == [])
  }

  @Test(arguments: [
    ("<details>\n<summary>Log</summary>\n```text\na\n```\n</details>\n", ["3:1"]),
    ("- <details>\n  ```\n  a\n  ```\n  </details>\n\n<p>\n ~~~\n", ["2:3", "8:2"]),
    ("<details>\n\n```text\na\n```\n\n</details>\n", []), ("<pre>\n```\n</pre>\n", []),
    ("<!-- one\n```\n-->\n", []), ("<p>\n    ```\n</p>\n", []),
  ]) func `says that raw HTML swallows a fence`(_ note: String, _ places: [String]) throws {
    #expect(
      try said(note)
        == places.map {
          "\($0): warning: This begins no block of code, for the HTML above it ends only at an empty "
            + "line. > Put an empty line before it, and one behind the block."
        })
  }

  @Test func `says that a fence has a backtick too few, and not what comes of it`() throws {
    #expect(
      try said("Text.\n\n``sh\nls\n```\n\nText.\n\n```sh\nls\n```\n") == [
        "3:1: warning: “``sh” begins no block of code: it takes three backticks. > Write “```sh”."
      ])
  }

  @Test(arguments: ["``sh``\n", "``a b\n", "Text\n``sh\n", "``\n", "    ``sh\n"])
  func `two backticks may be text`(_ note: String) throws {
    #expect(try said(note) == [])
  }

  @Test func `says once that text and code have changed places`() throws {
    let part = "ls\n```\n\n### One\n```\nls\n"
    #expect(
      try said("# A\n\ncd\n```\n\n### One\n```\n\(part)```\n\n### Two\n```\nls\n") == [
        "4:1: warning: This block begins with a heading, as if text and code had changed places. > "
          + "Look above it for a fence that is missing."
      ])
  }

  @Test(arguments: [
    "```\n## One\nls\n```\nText\n", "```\n\n## One\n```\n", "```\n\n## One\n```\n\nText\n",
    "```md\n\n## One\n```\nText\n", "```\n\n##One\n```\nText\n", "```\n\n# One\n```\nText\n",
  ]) func `a block may begin with a heading`(_ note: String) throws {
    #expect(try said(note) == [])
  }

  @Test(arguments: [
    ("<h1 align=\"center\"> Docker </h1>\n\nText\n", "1:1"), ("Text\n\n<H1>A</H1>\n", "3:1"),
    ("<h1>A</h1>\n\n# B\n", ""), ("---\ntitle: A\n---\n<h1>A</h1>\n", ""),
    ("# A\n\n<h1>B</h1>\n", ""), ("<h2>A</h2>\n", ""), ("<h1a>\n", ""),
  ]) func `says that a heading of HTML is no title`(_ note: String, _ place: String) throws {
    #expect(
      try said(note)
        == (place.isEmpty
          ? []
          : [
            "\(place): warning: A heading of HTML gives the page no title, so it is named after its "
              + "file. > Write “# ” and the title instead, or “title:” in front matter."
          ]))
  }

  @Test(arguments: [
    ("```aws ecr create-repository \\\n  --repository-name x\n```\n", "1:4"),
    ("- a\n  ```docker run --rm x\n  ```\n", "2:6"), ("```{\n  path: 1\n}\n```\n", "1:4"),
  ]) func `says that a command behind the backticks is not shown`(_ note: String, _ place: String)
    throws
  {
    let complaints = try said(note)
    #expect(complaints.count == 1)
    #expect(complaints.allSatisfy { $0.hasPrefix("\(place): warning: “") })
    #expect(
      complaints.allSatisfy {
        $0.hasSuffix(
          "” is not shown: it stands where the language does. > "
            + "Put it on a line of its own, below the backticks.")
      })
  }

  @Test(arguments: [
    "```sh title=\"a - b\" {1-3}\n```\n", "```py showLineNumbers\n```\n", "```a-b\n```\n",
    "```{1}\n```\n",
  ]) func `what tells how a block is shown is no command`(_ note: String) throws {
    #expect(try said(note) == [])
  }
}
