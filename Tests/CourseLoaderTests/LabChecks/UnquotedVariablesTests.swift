import CourseModel
import Foundation
import Incremental
import Testing

@testable import CourseLoader

/// What ShellCheck finds, at its place in the lab's file.
@Suite struct UnquotedVariablesTests {
  private static let script = """
    ---
    title: A step
    checks:
      - {id: done, title: It is done, run: test -e $NAME, exits: 0}
    ---
    - Words, and a fence below them:

      ```sh run
      # «Ünïcode»
      aws ecs create-cluster --cluster-name "$NAME" --tags $TAGS
      for name in $NAMES; do echo "$name"; done
      ```

    ```sh cleanup
    # shellcheck disable=SC2086
    rm -f $NAME
    rm -f $(ls)
    ```

    """

  private func course() throws -> TemporaryCourse { try TemporaryCourse(step: Self.script) }

  @Test
  func `names each variable and substitution at its place, and what is meant to be split not`()
    throws
  {
    let course = try course()
    var unquoted = UnquotedVariables()
    let labs = try course.load().course.labs
    let found = unquoted.diagnostics(in: labs, root: course.folder.path()).map(\.line)

    #expect(
      found == [
        "labs/lab/01-step.md:4:5: warning: “$NAME” is not quoted, so a blank in it makes several "
          + "words. > Put it into double quotes; where it is meant, write “# shellcheck "
          + "disable=SC2086” on the line above.",
        "labs/lab/01-step.md:10:56: warning: “$TAGS” is not quoted, so a blank in it makes several "
          + "words. > Put it into double quotes; where it is meant, write “# shellcheck "
          + "disable=SC2086” on the line above.",
        "labs/lab/01-step.md:17:7: warning: “$(ls)” is not quoted, so a blank in it makes several "
          + "words. > Put it into double quotes; where it is meant, write “# shellcheck "
          + "disable=SC2046” on the line above.",
      ])
  }

  @Test func `of a lab that did not change all is known, also when it is kept`() throws {
    let course = try course()
    var unquoted = UnquotedVariables()
    let labs = try course.load().course.labs
    let found = unquoted.diagnostics(in: labs, root: course.folder.path())
    var record = RecordWriter()
    unquoted.write(to: &record)
    var reader = RecordReader(record.bytes)
    var kept = try UnquotedVariables(from: &reader)

    // Without the file there are no columns, so who asked again would find none.
    #expect(kept.diagnostics(in: labs, root: "/nowhere") == found)
    #expect(kept.diagnostics(in: [], root: "/nowhere") == [])
  }

  @Test func `more scripts than one process is given are told apart`() throws {
    let texts = (0..<230).map { $0 % 50 == 7 ? "ls $X" : "ls \"$(pwd)\" # \($0)" }
    let comments = try #require(ShellCheck()).comments(on: texts)

    #expect(comments.indices.filter { !comments[$0].isEmpty } == [7, 57, 107, 157, 207])
  }

  @Test(arguments: [
    ("ls \"$X\" '$Y' \"it's\"", false), ("ls $X", true), ("ls '\"' $X", true),
    ("ls \"$(ls $X)\"", true), ("ls \\\"$X\\\"", true), ("cat <<A\n$X\nA", true), ("ls x", false),
    ("ls \"\\\\\" $X", true), ("`ls`", true), ("# it's\nls $X", true),
    ("cat <<A\nit's\nA\nls $X", true),
  ])
  func `only text that may hold something is shown to ShellCheck`(text: String, expected: Bool) {
    #expect(QuotedShell.mayBeSplit(text) == expected)
  }
}
