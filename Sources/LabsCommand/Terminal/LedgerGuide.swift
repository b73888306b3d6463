import CloudTarget
import CourseModel

/// Tells what is done about each entry of the ledger.
struct LedgerGuide: Sendable {
  let output: OutputOptions
  var terminal = Terminal.standardOutput

  func begin(_ entries: [LedgerEntry]) {
    guard !output.json else { return }
    let count = entries.count.counted("resource")
    if output.plain {
      terminal.write("ledger: asking for \(count)\n")
    } else {
      let heading = output.style.bold("Asking for what the ledger holds")
      terminal.write("\n  \(heading), \(count)\n")
    }
  }

  func tell(_ entry: LedgerEntry, _ result: RemovedResource) {
    guard !output.json else { return }
    if output.plain {
      terminal.write("ledger: \(words(result)): \(entry.title)\(details(result, entry))\n")
      return
    }
    let style = output.style
    let mark =
      switch result.state {
      case .gone: style.good("✓")
      case .foreign: style.dim("·")
      case .left, .unknown: style.bad("✗")
      }
    terminal.write("  \(mark) \(words(result)): \(entry.title)\n")
    if let reason = result.reason {
      terminal.write("      \(style.dim("why ".padded(to: 9)))\(reason)\n")
    }
    if let look = result.look, !look.isEmpty {
      terminal.write("      \(style.dim("look ".padded(to: 9)))\(look)\n")
    }
    if result.state == .unknown {
      terminal.write("      \(style.dim("then ".padded(to: 9)))\(forgetting(entry))\n")
    }
  }

  /// For a person who has looked for it, and removed it.
  private func forgetting(_ entry: LedgerEntry) -> String {
    "once it is gone: labs ledger \(entry.lab) --forget \(entry.id)"
  }

  private func words(_ result: RemovedResource) -> String {
    switch result.state {
    case .gone: "gone"
    case .foreign: "left alone, it was there before"
    case .left: "still there"
    case .unknown: "cannot be told"
    }
  }

  private func details(_ result: RemovedResource, _ entry: LedgerEntry) -> String {
    let look = result.look.flatMap { $0.isEmpty ? nil : "; look: \($0)" } ?? ""
    let then = result.state == .unknown ? "; \(forgetting(entry))" : ""
    return (result.reason.map { "; \($0)" } ?? "") + look + then
  }
}
