import Synchronization

/// Listens to a run for what its scripts said last, and says nothing itself.
public final class LastWords: RunGuide {
  private let output = Mutex(Excerpt(limit: 1024))

  public init() {}

  public func report(_ event: RunEvent) {
    switch event {
    case .scriptBegan: output.withLock { $0 = Excerpt(limit: 1024) }
    case .output(_, let chunk): output.withLock { $0.append(Array(chunk.utf8)) }
    default: break
    }
  }

  /// Of the script that began last, its last lines; without secrets.
  var text: String {
    let lines = output.withLock { $0.text }.split(separator: "\n")
    return lines.suffix(5).joined(separator: "\n")
  }
}
