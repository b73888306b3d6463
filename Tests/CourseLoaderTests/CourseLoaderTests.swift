import CourseLoader
import CourseModel
import Foundation
import Testing

/// The course in `Fixtures/course`.
struct CourseLoaderTests {
  private let loader = CourseLoader(
    root: URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/course").path())

  @Test func `finds nothing wrong with a good course`() throws {
    let loaded = try loader.load()
    #expect(loaded.diagnostics == [])
    #expect(!loaded.hasErrors)
  }

  @Test func `reads the description of the course`() throws {
    let course = try loader.load().course
    #expect(course.title == "Bootcamp notes")
    #expect(course.description == "What five students wrote down.")
    #expect(course.language == "en")
    #expect(course.baseURL == "https://example.org/bootcamp")
    #expect(course.repository == "https://github.com/example/bootcamp")
    #expect(course.license == "CC-BY-4.0")
  }

  @Test func `makes a section of every folder`() throws {
    let sections = try loader.load().course.sections
    #expect(sections.map(\.id) == ["", "week6"])
    #expect(sections.map(\.title) == ["Welcome to the bootcamp", "Week 6: containers"])
    #expect(sections.map(\.order) == [nil, 6])
    #expect(sections.map(\.index?.path) == ["index", "week6/index"])
  }

  @Test func `puts notes with an order first, and titles those that have none`() throws {
    let notes = try #require(try loader.load().course.sections.last).notes
    #expect(notes.map(\.title) == ["Security best practices", "What it costs", "The journal"])
    #expect(notes.map(\.path) == ["week6/security", "week6/costs", "week6/debugging-journal"])
    #expect(notes.map(\.isDraft) == [true, false, false])
  }

  @Test func `reads all that a note's front matter can say`() throws {
    let section = try #require(try loader.load().course.sections.last)
    let note = try #require(section.notes.first { $0.file == "content/week6/costs.md" })
    #expect(
      note
        == Note(
          file: "content/week6/costs.md", path: "week6/costs", title: "What it costs",
          description: "Fargate, ECR and logs in numbers.", order: 2, tags: ["ecs", "cost"],
          aliases: [
            Alias(
              address: "week6/pricing",
              location: SourceLocation(file: "content/week6/costs.md", line: 7, column: 5))
          ], date: "2023-03-31", updated: "2024-02-29",
          body: Markdown(
            "A task of 0.25 vCPU costs about 9 dollars a month.\n", firstLine: 11),
          version: note.version))
  }

  @Test func `names the labs in natural order`() throws {
    #expect(try loader.labNames() == ["week6", "week10"])
    #expect(try loader.load().course.labs.map(\.id.text) == ["week6", "week10"])
  }

  @Test func `loads one lab as it is in the course`() throws {
    let loaded = try loader.loadLab(named: "week6")
    #expect(loaded.diagnostics == [])
    #expect(loaded.lab == (try loader.load().course.lab(named: "week6")))
  }

  @Test func `reads all that lab.yml can say`() throws {
    let lab = try #require(try loader.loadLab(named: "week6").lab)
    func place(_ line: Int, _ column: Int) -> CourseModel.SourceLocation {
      CourseModel.SourceLocation(file: "labs/week6/lab.yml", line: line, column: column)
    }
    #expect(lab.title == "Deploying containers")
    #expect(lab.summary == "From a log group to a task role.")
    #expect(lab.cost?.words?.text == "Less than a dollar, if you clean up.")
    #expect(lab.prerequisites.map(\.text) == ["Week 5 is done."])
    #expect(
      lab.variables == [
        Variable(name: "APP_NAME", defaultValue: "cruddur"),
        Variable(name: "BACKEND_PORT", defaultValue: "4567"),
        Variable(
          name: "LOG_GROUP", defaultValue: "cruddur",
          description: Sentence("Where the containers write.", at: place(10, 47))),
        Variable(
          name: "DB_PASSWORD", isSecret: true,
          description: Sentence("Any password will do.", at: place(13, 18))),
      ])
    #expect(
      lab.tools == [
        Tool(commands: ["aws"], install: Sentence("Comes with labs.", at: place(16, 14))),
        Tool(
          commands: ["skopeo", "buildah", "docker"],
          install: Sentence("With your system's packages.", at: place(18, 14))),
      ])
    #expect(lab.steps.map(\.id.text) == ["log-group", "cluster"])
  }

  @Test func `reads all that a step's front matter can say`() throws {
    let step = try #require(try loader.loadLab(named: "week6").lab?.step(named: "log-group"))
    #expect(step.file == "labs/week6/01-log-group.md")
    #expect(step.title == "Keep the logs for one day")
    #expect(step.timeout == .seconds(90))
    #expect(step.cost?.text == "CloudWatch Logs bills per GB ingested and stored.")
    #expect(step.hints.map(\.text) == ["Read the help.", "Use put-retention-policy."])
    #expect(step.body.firstLine == 15)
    #expect(step.body.text.hasPrefix("Why this step exists.\n\n```sh run\n"))
    #expect(
      step.checks == [
        Check(
          id: try #require(Slug("retention")),
          title: "The log group keeps its events for one day",
          command: "aws logs describe-log-groups --query 'logGroups[0].retentionInDays'",
          expectation: .equals(.number(1)),
          hints: [
            Sentence(
              "A new log group keeps events forever.",
              at: SourceLocation(file: step.file, line: 13, column: 11))
          ],
          location: SourceLocation(file: step.file, line: 7, column: 5))
      ])
  }

  @Test func `gives every fence with a role its part`() throws {
    let lab = try #require(try loader.loadLab(named: "week6").lab)
    let retention = try #require(Slug("retention"))
    #expect(
      lab.steps[0].scripts.map(\.role) == [
        .run, .cleanup, .fault(check: retention), .repair(check: retention),
      ])
    #expect(lab.steps[0].scripts[2].title == "Someone set the retention to a week")
    #expect(
      lab.steps[1].scripts == [
        Script(
          role: .setup, source: "echo before\n",
          location: SourceLocation(file: "labs/week6/02-cluster.md", line: 25)),
        Script(
          role: .run, source: "aws ecs create-cluster \\\n  --cluster-name cruddur\n~~~\n",
          timeout: .seconds(120), target: .emulated,
          location: SourceLocation(file: "labs/week6/02-cluster.md", line: 29)),
      ])
  }

  @Test func `reads every kind of expectation`() throws {
    let step = try #require(try loader.loadLab(named: "week6").lab?.step(named: "cluster"))
    #expect(
      step.checks.map(\.expectation) == [.matches("^ACTIVE$"), .contains("cruddur"), .succeeds])
    #expect(step.checks.map(\.retry) == [.seconds(90), .zero, .zero])
    #expect(step.checks.map(\.timeout) == [.seconds(10), .seconds(30), .seconds(30)])
    #expect(step.checks[1].hints.count == 2)
  }

  @Test func `says which lab was meant`() {
    #expect(
      throws: LabsError(.usage, "There is no lab named “week7”.", hint: "Try: week6.")
    ) { try loader.loadLab(named: "week7") }
    #expect(
      throws: LabsError(
        .usage, "There is no lab named “networking”.", hint: "Known labs: week6, week10.")
    ) { try loader.loadLab(named: "networking") }
  }

  @Test(arguments: ["../labs/week6", ".", "", "week6/", "week6/../week6", "/etc", "week6\n"])
  func `takes no path for a lab's name`(name: String) {
    #expect(throws: LabsError.self) { try loader.loadLab(named: name) }
  }
}
