import CourseModel
import LabRunner

/// Asks before a step runs: Enter runs it, s skips it, h shows a hint, q stops. What the student does
/// by hand is looked at with Enter, and run with r.
struct Question: Sendable {
  let keyboard: Keyboard
  let terminal: Terminal
  let style: Style

  /// Asks again until a key is one of those. A terminal that went away, and Ctrl-C, stop.
  func ask(about step: Step) async -> Decision {
    let choice =
      step.isByHand
      ? "\(style.bold("Done?"))  Enter look · h hint · s skip · q quit · r run the solution"
      : "\(style.bold("Run it?"))  Enter run · s skip · h hint · q quit"
    terminal.write("\n  \(choice)  ")
    while true {
      let key = try? await keyboard.key()
      guard let decision = key.map({ decision(for: $0, isByHand: step.isByHand) }) ?? .quit else {
        continue
      }
      terminal.write(decision.word + "\n")
      return decision
    }
  }

  private func decision(for key: Character, isByHand: Bool) -> Decision? {
    switch key {
    case "\n", "y": isByHand ? .look : .run
    case "r": .run
    case "s": .skip
    case "h": .hint
    case "q", "\u{4}": .quit
    default: nil
    }
  }
}

extension Decision {
  fileprivate var word: String {
    switch self {
    case .run: "run"
    case .skip: "skip"
    case .hint: "hint"
    case .look: "look"
    case .quit: "quit"
    }
  }
}
