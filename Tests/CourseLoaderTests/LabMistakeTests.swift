import CourseLoader
import CourseModel
import Testing

/// What is said about `lab.yml` and about the files of a lab.
struct LabMistakeTests {
  private static let keys = "format, title, summary, variables, tools, cost, prerequisites"

  @Test(arguments: [
    Mistake(
      "a newer format", "format: 2\ntitle: A\nsecrets: many\n",
      "1:9: error: lab.yml is written in format 2; this program reads format 1. > "
        + "Update the program."),
    Mistake(
      "a format that never was", "format: 0\ntitle: A\n",
      "1:9: error: “format” expects 1, found “0”. > Write “format: 1”."),
    Mistake(
      "a format that is no number", "format: one\ntitle: A\n",
      "1:9: error: “format” expects a whole number, found “one”. > "
        + "Write, for example, “format: 1”."),
    Mistake(
      "an empty file", "",
      "1:1: error: lab.yml has no format. > Add “format: 1”.",
      "1:1: error: lab.yml has no title. > Add “title: …”."),
    Mistake(
      "an unknown key", "format: 1\ntitle: A\nsteps: 3\n",
      "3:1: error: There is no key “steps” in lab.yml. > Known keys: \(keys)."),
    Mistake(
      "names that variables cannot have",
      "format: 1\ntitle: A\nvariables:\n  my-var: 1\n  9A: 1\n  ä: 1\n",
      "4:3: error: “my-var” is no name for a shell variable. > Try: MY_VAR.",
      "5:3: error: “9A” is no name for a shell variable. > "
        + "Write letters, digits and underscores, a letter first.",
      "6:3: error: “ä” is no name for a shell variable. > "
        + "Write letters, digits and underscores, a letter first."),
    Mistake(
      "names that are taken",
      "format: 1\ntitle: A\nvariables:\n  PATH: x\n  LABS_STEP: x\n  AWS_REGION: x\n",
      "4:3: error: The variable “PATH” belongs to the program or to the shell. > "
        + "Choose another name.",
      "5:3: error: The variable “LABS_STEP” belongs to the program or to the shell. > "
        + "Choose another name.",
      "6:3: error: The variable “AWS_REGION” belongs to the program or to the shell. > "
        + "Choose another name."),
    Mistake(
      "variables that are wrong inside",
      "format: 1\ntitle: A\nvariables:\n  A: [1]\n  B: {secret: maybe, defualt: x}\n  C: 1\n  C: 2\n",
      "4:6: error: “A” expects a default, found a list. > Write the values as one text.",
      "5:15: error: “secret” expects true or false, found “maybe”. > "
        + "Write “secret: true” or “secret: false”.",
      "5:22: error: There is no key “defualt” in the variable B. > Try: default.",
      "7:3: error: The key “C” is there twice; the first is in line 6. > Remove one of them."),
    Mistake(
      "variables in a list", "format: 1\ntitle: A\nvariables: [A, B]\n",
      "3:12: error: “variables” expects names and their defaults, found a list. > "
        + "Write “NAME: default” lines."),
    Mistake(
      "costs that are no amounts",
      "format: 1\ntitle: A\ncost: {per-hour: 5 cents, per-month: -1, per-year: 2}\n",
      "3:18: error: “per-hour” expects an amount in US dollars, found “5 cents”. > "
        + "Write a number, for example 0.05.",
      "3:38: error: “per-month” expects an amount in US dollars, found “-1”. > "
        + "Write a number, for example 0.05.",
      "3:42: error: There is no key “per-year” in a cost. > Known keys: text, per-hour, per-month."),
    Mistake(
      "tools that cannot be looked for",
      """
      format: 1
      title: A
      tools:
        - aws
        - command: /usr/bin/aws
          install: Somehow.
        - install: Somehow.
        - command: [jq, a b]
      """,
      "4:5: error: A tool consists of keys and values, found “aws”. > "
        + "Write “key: value” lines. Known keys: command, install.",
      "5:14: error: “/usr/bin/aws” is no command: its name alone is looked for on the PATH. > "
        + "Write the name of one program, or a list of names.",
      "7:5: error: A tool has no command. > Add “command: …”.",
      "8:5: error: A tool has no install. > Add “install: …”.",
      "8:19: error: “a b” is no command: its name alone is looked for on the PATH. > "
        + "Write the name of one program, or a list of names."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": mistake.text, "labs/lab/01-step.md": goodStep,
    ])
    #expect(try course.complaints() == mistake.complaints.map { "labs/lab/lab.yml:" + $0 })
  }

  @Test func `says that a lab has no lab.yml`() throws {
    let course = try TemporaryCourse([
      "labs/a/01-step.md": goodStep, "labs/b/lab.yaml": goodLab,
    ])
    #expect(
      try course.complaints() == [
        "labs/a/lab.yml: error: The lab has no lab.yml. > "
          + "Write one with “format: 1” and “title: …”, or remove the folder.",
        "labs/b/lab.yml: error: The lab has no lab.yml. > Rename lab.yaml to lab.yml.",
      ])
  }

  @Test func `says that a lab has no steps`() throws {
    let course = try TemporaryCourse(["labs/a/lab.yml": goodLab])
    #expect(
      try course.complaints() == [
        "labs/a/lab.yml: error: The lab has no steps. > "
          + "Write the first one in 01-name.md beside lab.yml."
      ])
  }

  @Test func `says that two steps have one id`() throws {
    let course = try TemporaryCourse([
      "labs/a/lab.yml": goodLab, "labs/a/01-a.md": goodStep, "labs/a/02-a.md": goodStep,
    ])
    #expect(
      try course.complaints() == [
        "labs/a/02-a.md: error: The step “a” is there twice; the other is labs/a/01-a.md. > "
          + "Give one of them another name behind its number."
      ])
  }

  @Test(arguments: [
    ("intro.md", "Try: 01-intro.md. What is no step goes into a folder of its own."),
    ("01_intro.md", "Try: 01-intro.md."), ("02-Log Group.md", "Try: 02-log-group.md."),
    ("03-.md", "Rename the file."), ("日本.md", "Rename the file."),
  ])
  func `says how a step's file is named`(name: String, remedy: String) throws {
    let course = try TemporaryCourse(["labs/a/lab.yml": goodLab, "labs/a/\(name)": goodStep])
    let diagnostics = try course.load().diagnostics
    #expect(diagnostics.map(\.location.file) == ["labs/a/\(name)"])
    #expect(diagnostics.map(\.remedy) == [remedy])
  }

  @Test func `says how a lab's folder is named`() throws {
    let course = try TemporaryCourse(["labs/Week 6/lab.yml": goodLab])
    #expect(
      try course.complaints() == [
        "labs/Week 6: error: “Week 6” is no name for a lab: "
          + "lowercase letters, digits and single hyphens make one. > Try: week-6."
      ])
  }

  @Test func `reads a cost as text, or with its rates`() throws {
    let costs = try ["Little.", "{text: Little., per-hour: 0.5}", "{per-month: 3}", "{}"].map {
      try TemporaryCourse([
        "labs/lab/lab.yml": "format: 1\ntitle: A\ncost: \($0)\n", "labs/lab/01-step.md": goodStep,
      ]).loadLab().lab?.cost
    }
    #expect(costs.map { $0?.words?.text } == ["Little.", "Little.", nil, nil])
    #expect(costs.prefix(2).allSatisfy { $0?.words?.location?.line == 3 })
    #expect(costs.map { $0?.perHour } == [nil, 0.5, nil, nil])
    #expect(costs.map { $0?.perMonth } == [nil, nil, 3, nil])
  }

  @Test func `takes steps in the order of their numbers`() throws {
    let course = try TemporaryCourse([
      "labs/a/lab.yml": goodLab, "labs/a/2-b.md": goodStep, "labs/a/10-a.md": goodStep,
      "labs/a/001-c.md": goodStep,
    ])
    #expect(try course.loadLab("a").lab?.steps.map(\.id.text) == ["c", "b", "a"])
  }

  @Test func `gives another digest to another version of a lab, but not to other line ends`() throws
  {
    let windows = goodStep.replacing("\n", with: "\r\n")
    let digests = try [goodStep, goodStep + "\nMore.", "\u{FEFF}" + windows].map { text in
      try TemporaryCourse(step: text).loadLab().lab?.digest
    }
    #expect(digests[0] != digests[1])
    #expect(digests[0] == digests[2])
  }
}
