import CourseModel
import LabRunner
import Synchronization

/// One line for each event, for logs and screen readers.
final class PlainGuide: RunGuide {
  private let terminal: Terminal
  private let question: Question?
  private let line = Mutex("")

  private let success: String

  /// - Parameter success: What a step is called that ended well.
  init(
    terminal: Terminal = .standardOutput, question: Question?, success: String = "passed"
  ) {
    self.success = success
    self.terminal = terminal
    self.question = question
  }

  func report(_ event: RunEvent) {
    switch event {
    case .stepBegan(let step, let number, let count):
      say("step \(number) of \(count): \(step.id): \(step.title)")
    case .alreadyInPlace(let step, _):
      say("already in place: \(step.id)")
    case .undone(let step, let checks):
      say("undone since it passed: \(step.id)")
      checks.forEach(say(check:))
    case .scriptBegan(_, let script):
      say("script: \(script.location)")
    case .output(_, let chunk):
      say(output: chunk)
    case .scriptEnded(_, _, let ending, let duration):
      endLine()
      say("script \(ending.words ?? "ended well") after \(duration.text)")
    case .checksBegan(let step):
      say("checking: \(step.id)")
    case .waiting(_, let check, let pause):
      say("not yet: \(check.id), again in \(pause.text)")
    case .checked(_, let result):
      say(check: result)
    case .watching(let step):
      say("watching: \(step.id), until its checks pass")
    case .watched(_, let checks):
      checks.forEach(say(check:))
    case .hint(_, let hint?, let number, let count):
      say("hint \(number) of \(count): \(Prose.plain(hint))")
    case .hint(let step, nil, _, _):
      say("there is no hint for \(step.id)")
    case .stepEnded(let result):
      if result.course == .alreadyInPlace {
        say("\(success): \(result.step.id) is already in place")
      } else if result.outcome == .passed {
        say("\(success): \(result.step.id) in \(result.duration.text)")
      } else {
        say("not \(success): \(result.step.id) \(result.outcome.ending)")
      }
    }
  }

  func decide(_ proposal: Proposal) async -> Decision {
    await question?.ask(about: proposal.step) ?? .run
  }

  private func say(check result: CheckResult) {
    let verdict =
      switch result.verdict {
      case .passed: "check passed"
      case .failed: "check not passed"
      case .uncheckable: "check could not be carried out"
      }
    let found = result.verdict == .passed ? "" : "; found \(result.foundOnOneLine)"
    let hint = result.hint.map { "; hint: \(Prose.plain($0))" } ?? ""
    say("\(verdict): \(result.id): \(result.title); expected \(result.expected)\(found)\(hint)")
  }

  /// What a script printed, a whole line at a time.
  private func say(output chunk: String) {
    let whole = line.withLock { line in
      let lines = (line + chunk).split(separator: "\n", omittingEmptySubsequences: false)
      line = String(lines.last ?? "")
      return lines.dropLast().map(String.init)
    }
    for text in whole { say("| \(text)") }
  }

  private func endLine() {
    let rest = line.withLock { line in
      defer { line = "" }
      return line
    }
    if !rest.isEmpty { say("| \(rest)") }
  }

  private func say(_ text: String) {
    terminal.write(text.replacing("\n", with: " ") + "\n")
  }
}

/// Says nothing: the envelope at the end tells it all.
struct SilentGuide: RunGuide {
  func report(_ event: RunEvent) {}
}
