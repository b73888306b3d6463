import LabRunner

/// Asks before a step runs: Enter runs it, s skips it, h shows a hint, q stops.
struct Question: Sendable {
  let keyboard: Keyboard
  let terminal: Terminal
  let style: Style

  /// Asks again until a key is one of those. A terminal that went away, and Ctrl-C, stop.
  func ask() async -> Decision {
    terminal.write("\n  \(style.bold("Run it?"))  Enter run · s skip · h hint · q quit  ")
    while true {
      let key = try? await keyboard.key()
      guard let decision = key.flatMap(decision(for:)) ?? (key == nil ? .quit : nil) else {
        continue
      }
      terminal.write(decision.word + "\n")
      return decision
    }
  }

  private func decision(for key: Character) -> Decision? {
    switch key {
    case "\n", "r", "y": .run
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
    case .quit: "quit"
    }
  }
}
