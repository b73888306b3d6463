import CourseModel
import LabRunner

/// How the parts of a run read on a terminal.
struct StepText {
  let style: Style
  let width: Int
  let target: Target
  let lab: Slug

  /// What a step is called that ended well.
  var success = "passed"

  func heading(_ step: Step, number: Int, count: Int) -> String {
    let title = "Step \(number) of \(count) · \(step.title)"
    let rule = String(repeating: "─", count: min(width, title.count + step.id.text.count + 3))
    return "\n\(style.bold(title))  \(style.dim(step.id.text))\n\(style.dim(rule))\n"
  }

  /// Why the step is there, what will run, what will be checked and what it costs.
  /// The checks of a step that is watched are shown as they are found.
  func brief(_ proposal: Proposal, isWatched: Bool = false) -> String {
    let step = proposal.step
    let scripts =
      step.isByHand ? [] : step.scripts(.setup, on: target) + step.scripts(.run, on: target)
    var parts = [
      Prose(width: width, indent: "  ").text(of: step.body, scripts: scripts) {
        script($0, label: isWatched ? "What to type" : "What will run")
      }
    ]
    if step.isByHand { parts.append(waysToWork(isWatched)) }
    let checks = step.checks.map {
      $0.title.wrapped(to: width, indent: "    ○ ", hanging: "      ")
    }
    if !isWatched {
      parts.append(label("What will be checked") + "\n" + checks.joined(separator: "\n"))
    }
    if let cost = step.cost?.text {
      parts.append(
        label("What it costs on a real account") + "\n" + cost.wrapped(to: width, indent: "    "))
    }
    if let reason = reason(proposal) { parts.append(reason) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func waysToWork(_ isWatched: Bool) -> String {
    let ways = [("labs shell \(lab)", "a shell for it, in another terminal")]
    let looking = [("labs watch \(lab)", "looks on meanwhile, and moves on")]
    return label("Yours to do by hand") + "\n"
      + (isWatched ? ways : ways + looking).map { "    \(style.accent($0.0))  \($0.1)" }
      .joined(separator: "\n")
  }

  private func script(_ script: Script, label title: String) -> String {
    label(script.title ?? title) + "\n"
      + style.accent(script.source.trimmingEnd().indented(by: "    "))
  }

  private func reason(_ proposal: Proposal) -> String? {
    let cleaning =
      proposal.cleansFirst && !proposal.step.isByHand
      ? " Its cleanup runs first, because its script has run before." : ""
    let text =
      switch proposal.reason {
      case .notDoneYet: cleaning
      case .notPassed(let outcome?): "Last time it \(outcome.ending).\(cleaning)"
      case .notPassed(nil): "Last time it was cut off in the middle.\(cleaning)"
      case .undone: "It had passed, and has been undone since.\(cleaning)"
      case .again: "It is done again, as you asked.\(cleaning)"
      }
    return text.isEmpty ? nil : style.warning(text.wrapped(to: width, indent: "  "))
  }

  /// One check: whether it passed, what was expected and what was found.
  func check(_ result: CheckResult) -> String {
    let title = result.title.wrapped(to: width, indent: "", hanging: "    ")
    switch result.verdict {
    case .passed:
      return "  \(style.good("✓")) \(title)\n" + style.dim("      \(comparison(result))") + "\n"
    case .failed:
      return "  \(style.bad("✗ not passed:")) \(title)\n" + details(result)
    case .uncheckable:
      return "  \(style.warning("! could not be checked:")) \(title)\n" + details(result)
    }
  }

  /// Of a check that passed, on one line.
  private func comparison(_ result: CheckResult) -> String {
    let room = width - 30
    let found = result.found.firstLine(room)
    if found.isEmpty { return "as expected: \(result.expected.firstLine(room))" }
    return found == result.expected.firstLine(room)
      ? "found \(found), as expected"
      : "found \(found); expected \(result.expected.firstLine(room))"
  }

  private func details(_ result: CheckResult) -> String {
    let texts = result.foundTexts?.map { $0.wrapped(to: width - 15) }.joined(separator: "\n")
    let found = texts ?? (result.found.isEmpty ? "nothing" : result.found)
    var rows = [
      ("expected", result.expected), ("found", found), ("look", result.command.trimmingEnd()),
    ]
    if let hint = result.hint { rows.append(("hint", Prose.plain(hint))) }
    return rows.map { row($0.0, $0.1) }.joined() + "\n"
  }

  private func row(_ name: String, _ text: String) -> String {
    let label = "      " + style.dim(name.padded(to: 9))
    let gap = String(repeating: " ", count: 15)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      name == "hint"
        ? String(line).wrapped(to: width - 15).split(separator: "\n").map(String.init)
        : [String(line)]
    }
    return label + lines.joined(separator: "\n" + gap) + "\n"
  }

  func hint(_ text: String, number: Int, count: Int) -> String {
    let label = count > 1 ? "Hint \(number) of \(count): " : "Hint: "
    return (label + Prose.plain(text)).wrapped(to: width, indent: "  ", hanging: "    ") + "\n"
  }

  func ending(_ result: StepResult) -> String {
    let id = result.step.id
    switch (result.course, result.outcome) {
    case (.quit, _): return "  Stopped before \(id).\n"
    case (.alreadyInPlace, _): return "  \(style.good("\(success):")) \(id) is already in place.\n"
    case (_, .passed): return "  \(style.good("\(success):")) \(id) in \(result.duration.text)\n"
    case (_, .skipped): return "  \(style.warning("skipped:")) \(id)\n"
    case (_, let outcome): return "  \(style.bad("not \(success):")) \(id) \(outcome.ending).\n"
    }
  }

  private func label(_ text: String) -> String { "  " + style.bold(text) }
}

extension Outcome {
  /// As the end of a sentence that begins with the step.
  var ending: String {
    switch self {
    case .passed: "passed"
    case .failed(let exitCode): "ended with exit status \(exitCode)"
    case .unproven: "did not pass its checks"
    case .uncheckable: "could not be checked"
    case .timedOut: "ran into its time limit"
    case .interrupted: "was interrupted"
    case .skipped: "was skipped"
    }
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  func trimmingEnd() -> String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  fileprivate func firstLine(_ limit: Int) -> String {
    let line = prefix { !$0.isNewline }
    return line.count > limit ? line.prefix(limit) + "…" : String(line)
  }
}

extension Prose {
  /// One paragraph of Markdown without its marks.
  static func plain(_ text: String) -> String {
    Prose(width: .max, indent: "").text(of: Markdown(text))
  }
}
