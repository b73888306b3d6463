import CourseLoader
import CourseModel
import Testing

/// What is said about a step's secrets.
struct SecretMistakeTests {
  private static let lab = """
    format: 1
    title: A lab
    variables:
      APP: cruddur
      DB_PASSWORD: {secret: true}
      API_TOKEN: {secret: true, default: placeholder}
    """

  private static func step(_ key: String = "", script: String = "true", check: String = "test -e x")
    -> String
  {
    """
    ---
    title: A step
    \(key)
    checks:
      - {id: done, title: It is done, run: '\(check)', exits: 0}
    ---
    ```sh run
    true
    \(script)
    ```
    """
  }

  @Test(arguments: [
    Mistake("all in order", step("secrets: [DB_PASSWORD]", script: "echo $DB_PASSWORD $APP")),
    Mistake("one alone", step("secrets: API_TOKEN", check: "test -n \"${API_TOKEN}\"")),
    Mistake("comments and escapes", step(script: "# $DB_PASSWORD\necho \\$API_TOKEN")),
    Mistake(
      "a name that is not there", step("secrets: [DB_PASWORD]", script: "echo $DB_PASSWORD"),
      "3:11: error: The lab declares no secret “DB_PASWORD”. > Try: DB_PASSWORD."),
    Mistake(
      "a name that is like none", step("secrets: [SOMETHING_ELSE]"),
      "3:11: error: The lab declares no secret “SOMETHING_ELSE”. > "
        + "Known secrets: DB_PASSWORD, API_TOKEN."),
    Mistake(
      "a variable that is no secret", step("secrets: [APP]"),
      "3:11: error: The variable “APP” is no secret, so every step gets it. > "
        + "Remove it here, or write “secret: true” below it in lab.yml."),
    Mistake(
      "no names", step("secrets: {DB_PASSWORD: yes}"),
      "3:10: error: “secrets” expects text or a list of texts, found keys and values."),
    Mistake(
      "a script that uses one, twice",
      step("secrets: [API_TOKEN]", script: "echo $APP\nf \"${DB_PASSWORD:-x}\" $DB_PASSWORD"),
      "10: error: The script uses the secret “DB_PASSWORD”, which this step does not name, so it "
        + "is not given. > Add it to the step's front matter: “secrets: [DB_PASSWORD]”."),
    Mistake(
      "a check that uses one", step("hint: None.", check: "test $API_TOKEN"),
      "5:5: error: The check “done” uses the secret “API_TOKEN”, which this step does not name, so "
        + "it is not given. > Add it to the step's front matter: “secrets: [API_TOKEN]”."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": Self.lab, "labs/lab/01-step.md": mistake.text,
    ])
    #expect(try course.complaints() == mistake.complaints.map { "labs/lab/01-step.md:" + $0 })
  }

  @Test func `a step knows the secrets that it names, each once`() throws {
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": Self.lab,
      "labs/lab/01-step.md": Self.step("secrets: [API_TOKEN, DB_PASSWORD, API_TOKEN]"),
    ])
    #expect(try course.loadLab().lab?.steps.first?.secrets == ["API_TOKEN", "DB_PASSWORD"])
  }

  @Test func `nothing is said about secrets where lab.yml cannot be read`() throws {
    let course = try TemporaryCourse([
      "labs/lab/lab.yml": "- a\n", "labs/lab/01-step.md": Self.step("secrets: [A]"),
    ])
    #expect(try course.complaints().allSatisfy { $0.hasPrefix("labs/lab/lab.yml") })
  }
}
