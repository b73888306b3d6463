import CourseModel
import LabRunner
import Synchronization

/// Leads a person through a run: shows each step before it asks, and what came of it.
final class TerminalGuide: RunGuide {
  private let text: StepText
  private let terminal: Terminal
  private let line: ProgressLine
  private let question: Question?

  /// How many steps are behind, of how many.
  private let extent = Mutex(ProgressLine.Extent(done: 0, count: 0))

  /// The step that was shown last: one is not shown again after a hint.
  private let shown = Mutex<Step?>(nil)

  /// Of the checks as they were drawn last.
  private let watchedLines = Mutex(0)

  /// Whether the script's output stands at the beginning of a line.
  private let isAtLineStart = Mutex(true)

  /// - Parameter question: What is asked before a step runs; `nil` runs straight through.
  init(text: StepText, terminal: Terminal = .standardOutput, question: Question?) {
    self.text = text
    self.terminal = terminal
    line = ProgressLine(terminal: terminal, style: text.style)
    self.question = question
  }

  func report(_ event: RunEvent) {
    switch event {
    case .stepBegan(let step, let number, let count):
      extent.withLock { $0 = .init(done: number - 1, count: count) }
      terminal.write(text.heading(step, number: number, count: count))
      begin("looking at \(step.id)")
    case .alreadyInPlace(_, let checks), .undone(_, let checks):
      line.write(checks.map(text.check).joined())
    case .scriptBegan(let step, let script):
      line.end()
      terminal.write("\n  \(text.style.bold(script.role.announcement(of: step)))\n")
      begin("running \(step.id)")
    case .output(_, let chunk):
      line.write(framed(chunk))
    case .scriptEnded(_, _, let ending, let duration):
      line.end()
      endLine()
      if let words = ending.words {
        terminal.write("  \(text.style.bad("The script \(words)")) after \(duration.text)\n")
      }
    case .checksBegan:
      terminal.write("\n  \(text.style.bold("Checking"))\n")
      begin("checking")
    case .waiting(_, let check, let pause):
      line.write(text.style.dim("  … not yet: \(check.title); again in \(pause.text)\n"))
    case .checked(_, let result):
      line.write(text.check(result))
    case .watching(let step):
      line.end()
      let page = Proposal(step: step, reason: .notDoneYet, cleansFirst: false)
      terminal.write(text.brief(page, isWatched: true))
      watchedLines.withLock { $0 = 0 }
    case .watched(_, let checks):
      redraw("\n" + checks.map(text.check).joined())
    case .hint(_, let hint?, let number, let count):
      terminal.write(text.hint(hint, number: number, count: count))
    case .hint(let step, nil, _, _):
      terminal.write("  There is no hint for \(step.id).\n")
    case .stepEnded(let result):
      line.end()
      terminal.write(text.ending(result))
    }
  }

  private func begin(_ words: String) {
    line.begin(words, extent.withLock { $0 })
  }

  /// In the place of what was drawn before, where the terminal can do that.
  private func redraw(_ block: String) {
    watchedLines.withLock { lines in
      let back = lines > 0 && !text.style.isPlain ? "\u{1B}[\(lines)F\u{1B}[0J" : ""
      terminal.write(back + block)
      lines = block.rows(in: terminal.columns)
    }
  }

  func decide(_ proposal: Proposal) async -> Decision {
    line.end()
    let isNew = shown.withLock { shown in
      defer { shown = proposal.step }
      return shown != proposal.step
    }
    if isNew { terminal.write(text.brief(proposal)) }
    return await question?.ask(about: proposal.step) ?? .run
  }

  /// The script's own words, each line behind a bar.
  private func framed(_ chunk: String) -> String {
    isAtLineStart.withLock { isAtLineStart in
      var result = ""
      for character in chunk {
        if isAtLineStart { result += text.style.dim("  │ ") }
        result.append(character)
        isAtLineStart = character.isNewline
      }
      return result
    }
  }

  private func endLine() {
    let wasInLine = isAtLineStart.withLock { isAtLineStart in
      defer { isAtLineStart = true }
      return !isAtLineStart
    }
    if wasInLine { terminal.write("\n") }
  }
}

extension Script.Role {
  fileprivate func announcement(of step: Step) -> String {
    switch self {
    case .setup: "Preparing"
    case .run: "Running"
    case .cleanup: "Cleaning up \(step.id)"
    case .fault: "Breaking"
    case .repair: "Repairing"
    }
  }
}

extension ShellResult.Ending {
  /// What to say about a script that did not end well.
  var words: String? {
    switch self {
    case .exited(0): nil
    case .exited(let code): "ended with exit status \(code)"
    case .signalled(let signal): "was ended by signal \(signal)"
    case .timedOut: "ran into its time limit"
    case .interrupted: "was interrupted"
    }
  }
}

extension String {
  /// How many rows of a terminal it takes, whose cursor is then at the beginning of one; colours take
  /// no room.
  fileprivate func rows(in columns: Int) -> Int {
    replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
  }
}
