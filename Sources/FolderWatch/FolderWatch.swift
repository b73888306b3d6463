#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells what authors save: in some folders, at any depth, also in folders that are made later.
///
/// Nothing is lost between two calls of ``next(within:)``: what happens in the meantime waits. A
/// save of several steps, as editors and `git checkout` make it, comes as one change.
public final class FolderWatch {
  /// Without another event for so long, a save is over. Editors take less than a millisecond from
  /// step to step.
  private static let quiet = Duration.milliseconds(4)

  /// When something has just gone, it may be about to come back: some editors move the old file
  /// away first.
  private static let quietAfterLoss = Duration.milliseconds(40)

  /// A change is told after this time even if there is no quiet.
  private static let longest = Duration.milliseconds(500)

  /// Why changes are looked for every half second instead of being told by the system, and what to
  /// do about it. `nil` when the system tells. May come up later, when folders are added.
  public private(set) var notice: String?

  private let folders: Set<String>
  private var source: any ChangeSource

  /// - Parameter folders: Absolute paths. They need not be there yet, the folders that hold them
  ///   must.
  public convenience init(_ folders: Set<String>) {
    self.init(folders, mostWatches: .max)
  }

  /// - Parameter mostWatches: Stands in for the limit of the system.
  init(_ folders: Set<String>, mostWatches: Int) {
    self.folders = folders
    #if canImport(Glibc)
      do throws(WatchFailure) {
        if let type = MountTable.current.remoteType(ofAny: folders) {
          throw WatchFailure(notice: "the system does not tell of changes on “\(type)” mounts.")
        }
        source = try InotifyWatch(folders, mostWatches: mostWatches)
        return
      } catch {
        notice = error.notice
      }
    #endif
    source = PollingWatch(folders)
  }

  /// Waits for something to be saved. `nil` when nothing was for this time.
  public func next(within time: Duration) -> Change? {
    let giveUp = ContinuousClock.now + time
    while var change = first(before: giveUp) {
      let latest = ContinuousClock.now + Self.longest
      while ContinuousClock.now < latest {
        wait(source.hasLost ? Self.quietAfterLoss : Self.quiet)
        guard let more = changes() else { break }
        change = change.merged(with: more)
      }
      if let change = source.settled(change) { return change }
    }
    return nil
  }

  private func first(before giveUp: ContinuousClock.Instant) -> Change? {
    while true {
      let left = giveUp - .now
      wait(min(left, source.interval ?? left))
      if let change = changes() { return change }
      if ContinuousClock.now >= giveUp { return nil }
    }
  }

  private func changes() -> Change? {
    do throws(WatchFailure) {
      return try source.changes()
    } catch {
      notice = error.notice
      source = PollingWatch(folders)
      return .everything
    }
  }

  private func wait(_ time: Duration) {
    var polled = pollfd(fd: source.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&polled, 1, Int32(max(0, min(time / .milliseconds(1), 60_000)).rounded(.up)))
  }
}

/// Where changes come from.
protocol ChangeSource {
  /// Becomes readable with a change; −1 where nothing does.
  var descriptor: Int32 { get }

  /// How often to ask for changes where nothing becomes readable.
  var interval: Duration? { get }

  /// Whether a file that was there is missing since a change was settled.
  var hasLost: Bool { get }

  /// What changed since the last time; `nil` for nothing. Never waits.
  ///
  /// - Throws: When it cannot go on.
  mutating func changes() throws(WatchFailure) -> Change?

  /// What is left of a change that is over: without files that came and went while it lasted.
  mutating func settled(_ change: Change) -> Change?
}

/// Why the system does not tell of changes, in words that follow a colon.
struct WatchFailure: Error {
  let notice: String
}
