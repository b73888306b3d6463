#if canImport(Glibc)
  import Glibc
  import Incremental

  /// Changes as Linux tells them: a watch on each folder (inotify(7)).
  struct InotifyWatch: ChangeSource {
    private enum Watched {
      /// A folder whose files count, all of them.
      case inside

      /// A folder that holds folders to watch, and counts only for them.
      case above
    }

    private static let events = UInt32(
      IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
        | IN_DELETE_SELF)

    let descriptor: Int32
    let interval: Duration? = nil
    private let queue: Queue
    private let folders: Set<String>
    private let mostWatches: Int
    private var watched: [Int32: (path: String, role: Watched)] = [:]

    /// The files that came, and those that went, since a change was settled.
    private var arrived: Set<String> = []
    private var lost: Set<String> = []

    /// The files that were told, as they were then.
    private var told: [String: FileStamp] = [:]

    var hasLost: Bool { !lost.isEmpty }

    init(_ folders: Set<String>, mostWatches: Int) throws(WatchFailure) {
      guard let queue = Queue() else {
        throw WatchFailure(
          notice: "the system's limit of watching programs is reached. To raise it: "
            + "sudo sysctl fs.inotify.max_user_instances=512")
      }
      self.queue = queue
      descriptor = queue.descriptor
      self.folders = folders
      self.mostWatches = mostWatches
      try watchEverything()
    }

    mutating func changes() throws(WatchFailure) -> Change? {
      var change: Change?
      while let events = queue.events() {
        for event in events {
          guard let next = try self.change(event) else { continue }
          change = change?.merged(with: next) ?? next
        }
      }
      return change
    }

    private mutating func change(_ event: Queue.Event) throws(WatchFailure) -> Change? {
      if event.has(IN_Q_OVERFLOW) {
        try watchEverything()
        return .everything
      }
      guard let (folder, role) = watched[event.watch] else { return nil }
      if event.has(IN_IGNORED) {
        watched[event.watch] = nil
        return nil
      }
      guard !event.name.isEmpty, !Noise.isNoise(event.name) else { return nil }
      let path = "\(folder)/\(event.name)"
      if case .above = role, !folders.contains(path) { return nil }
      if event.has(IN_ISDIR) {
        guard !event.has(IN_ATTRIB) else { return nil }
        if event.has(IN_MOVED_FROM) { forget(path) }
        if event.has(IN_CREATE) || event.has(IN_MOVED_TO) { try watch(path) }
        return .everything
      }
      if event.has(IN_DELETE) || event.has(IN_MOVED_FROM) {
        if !arrived.contains(path) { lost.insert(path) }
        return .files([path])
      }
      if event.has(IN_CREATE) || event.has(IN_MOVED_TO), lost.remove(path) == nil {
        arrived.insert(path)
      }
      // A new file is told when it was written. One that is complete from the start is a link.
      if event.has(IN_CREATE), !isLink(path) { return nil }
      return .files([path])
    }

    mutating func settled(_ change: Change) -> Change? {
      defer {
        arrived = []
        lost = []
      }
      guard case .files(let paths) = change else { return change }
      let left = paths.filter { isNews($0) }
      return left.isEmpty ? nil : .files(left)
    }

    /// A file may be told of once more without a change: it counts as closed only when no process
    /// has it open, and one that was just started has for a moment what its parent had.
    private mutating func isNews(_ path: String) -> Bool {
      var clock = timespec()
      clock_gettime(CLOCK_REALTIME_COARSE, &clock)
      var status = stat()
      guard lstat(path, &status) == 0 else {
        told[path] = nil
        return !arrived.contains(path)
      }
      let stamp = FileStamp(status)
      if told[path] == stamp { return false }
      // Changes are timed by that clock, which moves on every few milliseconds: only when it has
      // moved on since the change will the next one be seen in the stamp.
      let now = Int64(clock.tv_sec) * 1_000_000_000 + Int64(clock.tv_nsec)
      told[path] = stamp.changed < now ? stamp : nil
      return true
    }

    private mutating func watchEverything() throws(WatchFailure) {
      for folder in folders {
        try add(String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]), .above)
        try watch(folder)
      }
    }

    /// Watches first and looks for folders afterwards, so that none slips through.
    private mutating func watch(_ folder: String) throws(WatchFailure) {
      guard try add(folder, .inside) else { return }
      for entry in entries(of: folder) where entry.isFolder {
        try watch("\(folder)/\(entry.name)")
      }
    }

    /// `false` when there is no such folder.
    @discardableResult
    private mutating func add(_ folder: String, _ role: Watched) throws(WatchFailure) -> Bool {
      let isRoom = watched.count < mostWatches
      let watch =
        isRoom
        ? inotify_add_watch(
          descriptor, folder.isEmpty ? "/" : folder, Self.events | UInt32(IN_ONLYDIR)) : -1
      if watch < 0, !isRoom || errno == ENOSPC {
        throw WatchFailure(
          notice: "the system's limit of watched folders is reached. To raise it: "
            + "sudo sysctl fs.inotify.max_user_watches=524288")
      }
      guard watch >= 0 else { return false }
      // A folder may hold one that is watched and be inside of another one.
      if case .above = role, watched[watch] != nil { return true }
      watched[watch] = (folder, role)
      return true
    }

    private mutating func forget(_ folder: String) {
      for (watch, place) in watched
      where place.path == folder || place.path.hasPrefix("\(folder)/") {
        inotify_rm_watch(descriptor, watch)
        watched[watch] = nil
      }
    }

    private func isLink(_ path: String) -> Bool {
      var status = stat()
      guard lstat(path, &status) == 0 else { return false }
      return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }
  }
#endif
