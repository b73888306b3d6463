import CourseModel
import Testing

@testable import LabsCommand

struct ProseTests {
  private func shown(_ markdown: String, width: Int = 40) -> String {
    Prose(width: width, indent: "  ").text(of: Markdown(markdown))
  }

  @Test func `a paragraph is wrapped to the width`() {
    let text = shown("A new log group keeps its events forever, and\nforever costs money.")

    #expect(
      text == """
          A new log group keeps its events
          forever, and forever costs money.
        """)
  }

  @Test func `a word that is longer than a line stays whole`() {
    let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/cruddur/backend-flask/*"

    #expect(shown("See \(arn) here.") == "  See\n  \(arn)\n  here.")
  }

  @Test func `items of a list hang, and stand close together`() {
    let text = shown("- the first item of a list is long enough\n- second\n\n1. one\n2. two")

    #expect(
      text == """
          • the first item of a list is long
            enough
          • second
          1. one
          2. two
        """)
  }

  @Test func `marks of emphasis, code and links become their text`() {
    #expect(
      shown("**Why** it is *so*: `a*b*c` in [the guide](x.md).")
        == "  Why it is so: a*b*c in the guide.")
  }

  @Test func `a fence with a role is left out, one without stays as it is`() {
    let text = shown("Before.\n\n```sh run\naws x\n```\n\n```json\n{ \"a\":  1 }\n```\n\nAfter.")

    #expect(text == "  Before.\n\n    { \"a\":  1 }\n\n  After.")
  }

  @Test func `a footnote is left out, with the marks that lead to it`() {
    #expect(shown("It stops.[^why]\n\n[^why]: Because\n    of it.") == "  It stops.")
  }

  @Test func `a list stands apart from the paragraph before it`() {
    #expect(shown("Two things:\n- one\n- two") == "  Two things:\n\n  • one\n  • two")
  }

  @Test func `an alert says what it is`() {
    #expect(shown("> [!TIP]\n> Two of them\n> go.") == "  ▌ Tip: Two of them go.")
  }

  @Test func `a table becomes a list of its rows`() {
    let text = shown("| Part | Why |\n| --- | :-: |\n| `a` | it is |\n| b | so |")

    #expect(text == "  • a — Why: it is\n  • b — Why: so")
  }

  @Test func `a script is shown where it stands`() {
    let place = SourceLocation(file: "labs/a/01-b.md", line: 13)
    let script = Script(role: .run, source: "aws x", location: place)
    let body = Markdown("First.\n\n```sh run\naws x\n```\n\nThen.", firstLine: 10)

    let text = Prose(width: 40, indent: "  ")
      .text(of: body, scripts: [script]) { "  > \($0.source)" }

    #expect(text == "  First.\n\n  > aws x\n\n  Then.")
  }
}
