import ArgumentParser
import CourseModel

/// Options that every command about a course has.
struct ProjectOptions: ParsableArguments {
  @Option(help: "The course's folder. (default: the one you are in)")
  var root: String?

  func project() throws -> Project { try Project(root: root) }
}

/// How a command's words look.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document and nothing else on standard output.")
  var json = false

  @Flag(help: "One line for each event, without colour or redrawing.")
  var plain = false

  /// Colour and layout for standard output.
  var style: Style {
    Style(isPlain: plain || !Terminal.standardOutput.isTerminal)
  }

  /// For work of which nothing is told before it has ended; on standard error, which may be a terminal also
  /// where the result goes to a file.
  func progress() -> ProgressLine {
    ProgressLine(terminal: .standardError, style: Style(isPlain: plain))
  }
}

/// How a command tells what is wrong with a course.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case github
  }

  @Option(
    help:
      "How mistakes are told: text, json (as --json), or github, which shows them beside the changed lines."
  )
  var format: Format = .text

  @Flag(help: "Take every warning for an error.")
  var strict = false
}
