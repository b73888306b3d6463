import CourseModel
import Synchronization

/// The last line of a terminal while something takes long: how far it is, what is going on, since when.
///
/// It shows after a second, goes away when something is written, and comes back below that. All that is
/// written meanwhile has to go through ``write(_:)``. A terminal that cannot redraw a line has none.
final class ProgressLine: Sendable {
  /// How far it is: `done` of `count` parts are behind it.
  struct Extent: Sendable {
    var done: Int
    let count: Int
  }

  private struct Work {
    let words: String
    var extent: Extent?
    let began: ContinuousClock.Instant
    let ticker: Task<Void, Never>
  }

  private struct State {
    var work: Work?
    var isDrawn = false
    /// Where a line was begun, there is no room for another.
    var isAtLineStart = true
  }

  /// Whatever is over sooner needs no line.
  private static let patience = Duration.seconds(1)
  private static let pace = Duration.milliseconds(250)

  private let terminal: Terminal
  private let style: Style
  private let isPossible: Bool
  private let state = Mutex(State())

  init(terminal: Terminal, style: Style) {
    self.terminal = terminal
    self.style = style
    isPossible = terminal.isTerminal && !style.isPlain
  }

  deinit { end() }

  /// Takes the place of what went on before. `words` are a verb: “running”.
  func begin(_ words: String, _ extent: Extent? = nil) {
    guard isPossible else { return }
    let ticker = Task.detached { [weak self] in
      try? await Task.sleep(for: Self.patience)
      while !Task.isCancelled {
        self?.draw()
        try? await Task.sleep(for: Self.pace)
      }
    }
    let work = Work(words: words, extent: extent, began: .now, ticker: ticker)
    state.withLock { state in
      state.work?.ticker.cancel()
      state.work = work
    }
  }

  /// One part more is behind it.
  func advance() {
    state.withLock { $0.work?.extent?.done += 1 }
  }

  func end() {
    state.withLock { state in
      state.work?.ticker.cancel()
      state.work = nil
      erase(&state)
    }
  }

  func write(_ text: String) {
    guard let last = text.last else { return }
    state.withLock { state in
      let wasDrawn = state.isDrawn
      erase(&state)
      terminal.write(text)
      state.isAtLineStart = last.isNewline
      if wasDrawn { draw(&state) }
    }
  }

  private func draw() {
    state.withLock { state in
      erase(&state)
      draw(&state)
    }
  }

  private func draw(_ state: inout State) {
    guard let work = state.work, state.isAtLineStart, !Task.isCancelled else { return }
    let line = Self.text(
      work.words, work.extent, after: .now - work.began, columns: terminal.columns)
    terminal.write(style.dim(line))
    state.isDrawn = true
  }

  private func erase(_ state: inout State) {
    guard state.isDrawn else { return }
    terminal.write("\r\u{1B}[K")
    state.isDrawn = false
  }

  /// Never as wide as the terminal: a line that breaks could not be taken away again.
  static func text(
    _ words: String, _ extent: Extent?, after time: Duration, columns: Int
  ) -> String {
    let bar = extent.map { "\($0.bar)  " } ?? ""
    return String("  \(bar)\(words), \(time.inSeconds)".prefix(max(0, columns - 1)))
  }
}

extension ProgressLine.Extent {
  private static let width = 24

  var bar: String {
    let full = count > 0 ? min(Self.width, done * Self.width / count) : 0
    return String(repeating: "━", count: full) + String(repeating: "─", count: Self.width - full)
  }
}

extension Duration {
  /// Whole ones: `12 s`, `2 min 5 s`.
  fileprivate var inSeconds: String {
    let seconds = components.seconds
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
