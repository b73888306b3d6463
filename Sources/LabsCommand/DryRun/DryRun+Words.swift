import CourseModel

extension DryRun {
  /// Prints it in the way that the options ask for.
  func say(_ output: OutputOptions, command: String) {
    if output.json {
      print(Envelope(command: command, status: .ok, data: self).text)
    } else if output.plain {
      Terminal.standardOutput.write(plainText)
    } else {
      Terminal.standardOutput.write(text(output.style, command))
    }
  }

  private var plainText: String {
    let lines = steps.flatMap { step in
      ["would come to: \(step.step): \(step.title)"]
        + step.scripts.flatMap { script in
          ["would \(script.role): \(script.place)"]
            + script.text.split(separator: "\n", omittingEmptySubsequences: false).map { "| \($0)" }
        }
    }
    let resources = entries.map { "would remove, if it is left: \($0.step): \($0.title)" }
    return ([Self.promise] + lines + resources).joined(separator: "\n") + "\n"
  }

  private static let promise = "Dry run: nothing is started, changed or recorded."

  private func text(_ style: Style, _ command: String) -> String {
    let parts = steps.map { step in
      "\n\(style.bold(step.title))  \(style.dim("\(step.step), \(step.standing.asWords)"))\n"
        + step.scripts.map { script in
          "\n  \(style.bold(script.label))  \(style.dim(script.place))\n"
            + style.accent(script.text.trimmingEnd().indented(by: "    ")) + "\n"
        }.joined() + (step.scripts.isEmpty ? "  There is no script for this.\n" : "")
    }
    let end = steps.isEmpty && entries.isEmpty ? "\nThere is nothing to do.\n" : ""
    return style.bold(Self.promise) + "\n" + parts.joined() + ledger(style) + end
  }

  private func ledger(_ style: Style) -> String {
    guard !entries.isEmpty else { return "" }
    let rows = entries.map { entry in
      "  \(entry.title)\(entry.remarks.map { "  \(style.warning($0))" } ?? "")\n"
    }
    return "\n\(style.bold("Would remove, where the cleanups leave it"))\n" + rows.joined()
  }
}

extension DryRun.ScriptPayload {
  fileprivate var label: String {
    switch role {
    case "setup": "Would prepare"
    case "cleanup": "Would clean up"
    default: "Would run, unless its checks pass"
    }
  }
}

extension String {
  /// Of a standing.
  fileprivate var asWords: String {
    switch self {
    case "passed": "has passed"
    case "changed": "has passed, and has changed since"
    case "notPassed": "has not passed"
    case "begun": "was begun"
    case "cleaned": "was cleaned up"
    default: "not done yet"
    }
  }
}
