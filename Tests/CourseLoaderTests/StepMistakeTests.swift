import CourseLoader
import CourseModel
import Testing

/// What is said about the front matter of a step.
struct StepMistakeTests {
  private static let check = "- {id: done, title: Done, run: a, exits: 0}"

  @Test(arguments: [
    Mistake(
      "an unknown key",
      """
      titel: Logs
      checks:
        \(check)
      """,
      "2:1: error: There is no key “titel” in a step. > Try: title."),
    Mistake(
      "an unknown key that is like none",
      """
      title: Logs
      importance: 1
      checks:
        \(check)
      """,
      "3:1: error: There is no key “importance” in a step. > "
        + "Known keys: title, timeout, cost, only-on-aws, by-hand, checks, hint, hints, secrets."),
    Mistake(
      "no title and no checks",
      "cost: Nothing.",
      "2:1: error: A step has no title. > Add “title: …”.",
      "2:1: error: The step has no checks, so nothing proves it. > "
        + "Add “checks:” with a list; each check has id, title, run and an expectation."),
    Mistake(
      "an empty title and an empty list of checks",
      """
      title:
      checks: []
      """,
      "2:1: error: “title” expects text, found nothing. > Write some, or remove the key.",
      "3:9: error: The step has no checks, so nothing proves it. > "
        + "Add “checks:” with a list; each check has id, title, run and an expectation."),
    Mistake(
      "values of the wrong kind",
      """
      title: [a, b]
      hints: {a: b}
      checks:
        id: done
      """,
      "2:8: error: “title” expects text, found a list. > Write some, or remove the key.",
      "3:8: error: “hints” expects text or a list of texts, found keys and values.",
      "5:3: error: “checks” expects a list, found keys and values. > "
        + "Begin each check with “- id: …”."),
    Mistake(
      "a timeout without a unit",
      """
      title: Logs
      timeout: 60
      checks:
        \(check)
      """,
      "3:10: error: “timeout” expects a length of time with its unit, found “60”. > Try: 60s."),
    Mistake(
      "a negative timeout",
      """
      title: Logs
      timeout: -5s
      checks:
        \(check)
      """,
      "3:10: error: “timeout” expects a length of time, found “-5s”. > "
        + "Write, for example, 500ms, 60s, 2m or 1m30s."),
    Mistake(
      "a timeout of nothing",
      """
      title: Logs
      timeout: 0s
      checks:
        \(check)
      """,
      "3:10: error: “timeout” expects a length of time from 1ms to 24h, found “0s”. > "
        + "Choose one that fits."),
    Mistake(
      "hints under two names",
      """
      title: Logs
      hint: Look.
      hints: [Look again.]
      checks:
        \(check)
      """,
      "4:1: error: “hint” and “hints” mean the same, and both are there. > "
        + "Put all of them in a list below “hints”."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse(frontMatter: mistake.text)
    #expect(try course.complaints() == mistake.complaints.map { "labs/lab/01-step.md:" + $0 })
  }

  @Test func `says once that there is no front matter`() throws {
    let course = try TemporaryCourse(step: "# A step\n```sh run\ntrue\n```\n")
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md:1:1: error: The step has no front matter. > "
          + "Begin the file with “---”, “title: …”, “checks: …” and “---”."
      ])
  }

  @Test func `says where front matter begins that is never closed`() throws {
    let course = try TemporaryCourse(step: "---\ntitle: A step\n```sh run\ntrue\n```\n")
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md:1:1: error: The front matter that begins here is never closed. > "
          + "Close it with a line “---”; for a rule across the page write “***”."
      ])
  }

  @Test func `says that front matter begins too late`() throws {
    let course = try TemporaryCourse(step: "\n\n" + goodStep)
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md:3:1: error: The front matter does not begin on the first line. > "
          + "Remove the blank lines above it."
      ])
  }

  @Test func `says that a step has no script`() throws {
    let course = try TemporaryCourse(
      step: goodStep.replacing("```sh run", with: "```sh"))
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md: error: The step has no script to run. > "
          + "Add a fence “```sh run” with the commands that a student types."
      ])
  }

  @Test(arguments: ["setup", "cleanup", "fault=done", "repair=done"])
  func `says that a step has no script, whatever else it has`(role: String) throws {
    let course = try TemporaryCourse(step: goodStep.replacing("```sh run", with: "```sh \(role)"))
    #expect(
      try course.complaints() == [
        "labs/lab/01-step.md: error: The step has no script to run. > "
          + "Add a fence “```sh run” with the commands that a student types."
      ])
  }

  @Test func `gives no lab that has errors, and gives one that has warnings`() throws {
    let broken = try TemporaryCourse(step: goodStep.replacing("title: A step", with: "title:"))
    let odd = try TemporaryCourse(step: goodStep.replacing("A step", with: "A stepâ€¦"))
    #expect(try broken.loadLab().lab == nil)
    #expect(try broken.loadLab().diagnostics.count == 1)
    #expect(try odd.loadLab().lab != nil)
    #expect(try odd.loadLab().diagnostics.count == 1)
  }

  @Test func `keeps what it can of a broken lab in the course`() throws {
    let course = try TemporaryCourse(step: goodStep.replacing("title: A step", with: "title:"))
    let loaded = try course.load()
    #expect(loaded.hasErrors)
    #expect(loaded.course.lab(named: "lab")?.steps.map(\.title) == ["Step"])
  }
}

extension TemporaryCourse {
  /// The lab `lab` with one step of this front matter and a good script.
  convenience init(frontMatter: String) throws {
    try self.init(step: "---\n\(frontMatter)\n---\n```sh run\ntrue\n```\n")
  }
}
