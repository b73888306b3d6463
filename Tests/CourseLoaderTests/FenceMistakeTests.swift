import CourseLoader
import CourseModel
import Testing

/// What is said about the fences of a step. The fence of each mistake begins in line 9.
struct FenceMistakeTests {
  @Test(arguments: [
    Mistake(
      "an unknown role", "```sh rnu", "9:7: error: There is no fence role “rnu”. > Try: run."),
    Mistake(
      "a role that is like none", "```sh execute",
      "9:7: error: There is no fence role “execute”. > "
        + "Known roles: run, setup, cleanup, fault=, repair=."),
    Mistake(
      "a misspelled role with a value", "```sh fualt=done",
      "9:7: error: There is no fence attribute “fualt”. > Try: fault."),
    Mistake(
      "two roles", "```sh setup cleanup",
      "9:13: error: The fence has two roles: setup and cleanup. > Make a fence of each."),
    Mistake(
      "a role with a value that it does not take", "```sh cleanup=done",
      "9:7: error: The role “cleanup” takes no value. > Write “cleanup” alone."),
    Mistake(
      "a fault of no check", "```sh fault",
      "9:7: error: The role “fault” does not say which check it is for. > "
        + "Write “fault=” and the id of a check."),
    Mistake(
      "a fault of an unknown check", "```bash title=\"A week\" fault=dnoe",
      "9:24: error: There is no check “dnoe” in this step. > Try: done."),
    Mistake(
      "a repair of an unknown check", "```sh repair=retention",
      "9:7: error: There is no check “retention” in this step. > Known checks: done."),
    Mistake(
      "an unknown attribute", "```sh cleanup tmeout=5s",
      "9:15: error: There is no fence attribute “tmeout”. > Try: timeout."),
    Mistake(
      "an attribute without a value", "```sh cleanup title",
      "9:15: error: “title” has no value. > Write “title=…”, in quotes if it has spaces."),
    Mistake(
      "an attribute twice", "```sh cleanup target=aws target=aws",
      "9:26: error: “target” is there twice. > Remove one of them."),
    Mistake(
      "an unknown target", "```sh cleanup target=was",
      "9:15: error: There is no target “was”. > Try: aws."),
    Mistake(
      "a timeout without a unit", "```sh cleanup timeout=5",
      "9:15: error: “timeout” expects a length of time with its unit, found “5”. > Try: 5s."),
    Mistake(
      "a quote that is never closed", "```sh cleanup title=\"A week",
      "9:15: error: The quote in this word is never closed. > Close it with the same quote."),
    Mistake(
      "a timeout of a fence that is only shown", "```sh timeout=5s",
      "9:7: error: “timeout” is for scripts, and this fence has no role. > "
        + "Known roles: run, setup, cleanup."),
    Mistake(
      "a role without a language", "```cleanup",
      "9:4: error: The fence's language is missing. > Write “sh cleanup”."),
    Mistake(
      "a script that is not for the shell", "```python cleanup",
      "9:4: error: A fence of “python” cannot have the role “cleanup”: only sh is run. > "
        + "Write “sh cleanup”."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse(step: goodStep + "\n\(mistake.text)\ntrue\n```\n")
    let complaints = try course.complaints().map { $0.replacing("labs/lab/01-step.md:", with: "") }
    #expect(complaints == mistake.complaints)
  }

  @Test(arguments: [
    ("```sh run\ntrue", "6:1", "```"), ("````sh run\ntrue\n```", "6:1", "````"),
    ("  ~~~~~sh run\ntrue\n````````", "6:3", "~~~~~"),
    ("- a\n\n  ```sh run\n  true\n\nbelow\n\n  ```", "8:3", "```"),
    ("> ```sh run\n> true", "6:3", "```"),
    ("> ```sh run\n```\ntrue\n```", "6:3", "```"),
  ])
  func `says where a fence begins that is never closed`(
    text: String, place: String, mark: String
  ) throws {
    let frontMatter = goodStep.split(separator: "\n").prefix(5).joined(separator: "\n")
    let course = try TemporaryCourse(step: "\(frontMatter)\n\(text)\n")
    #expect(
      try course.complaints().first
        == "labs/lab/01-step.md:\(place): error: The fence that begins here is never closed. > "
        + "Close it with a line “\(mark)”, indented like this one.")
  }

  @Test func `says that a script is empty`() throws {
    let course = try TemporaryCourse(step: goodStep + "\n```sh cleanup\n\n```\n")
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md:9:1: error: The script is empty. > Write its commands."
      ])
  }

  @Test(arguments: [
    "```sh {1, 3}", "```sh{1} showLineNumbers ins=2", "```sh start=3 del={1}",
    "```sh title=\"On a Mac\"", "```json", "```", "```sh lines=yes",
  ])
  func `leaves a fence without a role to the site`(_ opening: String) throws {
    let course = try TemporaryCourse(step: goodStep + "\n\(opening)\n{}\n```\n")
    #expect(try course.complaints() == [])
    #expect(try course.loadLab().lab?.steps[0].scripts.count == 1)
  }

  @Test func `a script may say how the site shows it`() throws {
    let script = "```sh{1} run start=3 ins=\"2\" title=\"Go\"\ntrue\n```\n"
    let course = try TemporaryCourse(step: goodStep + "\n\(script)")
    #expect(try course.complaints() == [])
    #expect(try course.loadLab().lab?.steps[0].scripts.last?.title == "Go")
  }
}
