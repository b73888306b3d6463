import CourseLoader
import CourseModel
import Testing

/// What is said about the checks of a step. The first check begins in line 4, column 5.
struct CheckMistakeTests {
  @Test(arguments: [
    Mistake(
      "no expectation", "- {id: a, title: A, run: x}",
      "4:5: error: The check expects nothing, so it proves nothing. > "
        + "Add expect, matches, contains, or “exits: 0”."),
    Mistake(
      "two expectations", "- {id: a, title: A, run: x, expect: 1, contains: b}",
      "4:42: error: The check has 2 expectations: expect and contains. > Make a check of each."),
    Mistake(
      "a misspelled expectation", "- {id: a, title: A, run: x, exepct: 1}",
      "4:31: error: There is no key “exepct” in a check. > Try: expect."),
    Mistake(
      "nothing but an expectation", "- expect: 1",
      "4:5: error: A check has no id. > Add “id: …”.",
      "4:5: error: A check has no run. > Add “run: …”.",
      "4:5: error: A check has no title. > Add “title: …”."),
    Mistake(
      "text instead of keys", "- aws ecs list-clusters",
      "4:5: error: A check consists of keys and values, found “aws ecs list-clusters”. > "
        + "Write “key: value” lines. Known keys: id, title, run, expect, matches, contains, "
        + "exits, retry, timeout, hint, hints."),
    Mistake(
      "an id that is no slug", "- {id: My Check, title: A, run: x, exits: 0}",
      "4:10: error: “My Check” is no id: lowercase letters, digits and single hyphens make one. "
        + "> Try: my-check."),
    Mistake(
      "two checks with one id",
      "- {id: a, title: A, run: x, exits: 0}\n  - {id: a, title: B, run: y, exits: 0}",
      "5:5: error: The check “a” is there twice; the first is in line 4. > "
        + "Give one of them another id."),
    Mistake(
      "no regular expression", "- {id: a, title: A, run: x, matches: '[a-'}",
      "4:40: error: “matches” expects a regular expression, found “[a-”. > "
        + "The pattern is not valid: expected ']'."),
    Mistake(
      "a text that everything contains", "- {id: a, title: A, run: x, contains: ''}",
      "4:41: error: “contains” expects text, found “”. > "
        + "Write what the output has to contain."),
    Mistake(
      "a failure as expectation", "- {id: a, title: A, run: x, exits: 1}",
      "4:38: error: “exits” expects 0, found “1”. > "
        + "To prove that a command fails, write “! command” and “exits: 0”."),
    Mistake(
      "a word that only YAML 1.1 takes for true", "- {id: a, title: A, run: x, expect: yes}",
      "4:39: warning: “yes” is text here, not true or false. > "
        + "Write true or false, or put “yes” in quotes."),
    Mistake(
      "times that make no sense",
      "- {id: a, title: A, run: x, exits: 0, retry: soon, timeout: 99h}",
      "4:48: error: “retry” expects a length of time, found “soon”. > "
        + "Write, for example, 500ms, 60s, 2m or 1m30s.",
      "4:63: error: “timeout” expects a length of time from 1ms to 24h, found “99h”. > "
        + "Choose one that fits."),
  ])
  func `names each mistake with its place and its remedy`(_ mistake: Mistake) throws {
    let course = try TemporaryCourse(frontMatter: "title: A\nchecks:\n  " + mistake.text)
    let complaints = try course.complaints().map { $0.replacing("labs/lab/01-step.md:", with: "") }
    #expect(complaints == mistake.complaints)
  }

  @Test(
    arguments: [
      ("1", .number(1)), ("-2.5e1", .number(-25)), ("\"1\"", .string("1")),
      ("'true'", .string("true")),
      ("true", .bool(true)), ("null", .null), ("~", .null), ("", .null), ("text", .string("text")),
      ("012345678901", .string("012345678901")), ("0x1F", .string("0x1F")),
      ("1_000", .string("1_000")), ("12:30", .string("12:30")), (".5", .string(".5")),
      ("1.", .string("1.")), ("2024-01-01", .string("2024-01-01")), ("+1", .string("+1")),
      ("1e999", .string("1e999")), (".inf", .string(".inf")),
      ("[1, a, null]", .array([.number(1), .string("a"), .null])),
      ("{a: {b: []}}", .object(["a": .object(["b": .array([])])])),
      ("!!str 1", .string("1")),
    ] as [(String, JSONValue)])
  func `reads the expected value as JSON would`(text: String, value: JSONValue) throws {
    let yaml = "title: A\nchecks:\n  - id: a\n    title: A\n    run: x\n    expect: \(text)"
    let lab = try #require(try TemporaryCourse(frontMatter: yaml).loadLab().lab)
    #expect(lab.steps[0].checks[0].expectation == .equals(value))
  }
}
