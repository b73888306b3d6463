#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies in a folder and below it, with its stamps. Links are listed and not followed.
public struct FolderTree: Sendable {
  public enum Kind: Sendable { case file, folder, link, other }

  public struct Entry: Sendable {
    public let name: String
    public let kind: Kind
    public let stamp: FileStamp
  }

  /// By the folder's path below the root, with `/` between parts and empty for the root itself, in
  /// no particular order. A folder that cannot be read is not there.
  public private(set) var folders: [String: [Entry]] = [:]

  /// When the look began: what is younger may have changed since it was seen.
  public private(set) var moment: Int64

  /// Looks at `folders` below `root`. Costs about 1 µs for a file.
  ///
  /// - Parameters:
  ///   - hidden: Whether what begins with a full stop is part of it.
  ///   - moment: What to take for now, in nanoseconds since 1970.
  public init(
    _ root: String, folders: [String] = [""], hidden: Bool = false, workers: Workers,
    moment: Int64 = FileStamp.now()
  ) {
    self.moment = moment
    // In rounds: a folder's own folders are the next round's.
    var round = folders
    while !round.isEmpty {
      let paths = round
      let lists = try? workers.results(paths.count) { index in
        Self.entries(of: paths[index].isEmpty ? root : "\(root)/\(paths[index])", hidden: hidden)
      }
      round = []
      for (path, list) in zip(paths, lists ?? []) {
        guard let list else { continue }
        self.folders[path] = list
        for entry in list where entry.kind == .folder {
          round.append(path.isEmpty ? entry.name : "\(path)/\(entry.name)")
        }
      }
    }
  }

  /// Of every name and stamp.
  public var fingerprint: Fingerprint {
    var sum: UInt64 = 0
    for (path, entries) in folders {
      let folder = Fingerprint(of: path)
      sum &+= folder.value
      for entry in entries {
        var own = folder
        own.add(entry.name)
        if entry.kind != .folder { own.add(entry.stamp) }
        sum &+= own.value
      }
    }
    return Fingerprint(value: sum)
  }

  /// Whether the ``fingerprint`` stays the same only if every file does: there is no link to
  /// elsewhere, and no file is so young that its stamp cannot be trusted.
  public var isSettled: Bool {
    folders.values.allSatisfy { entries in
      entries.allSatisfy {
        $0.kind == .folder || $0.kind == .file && $0.stamp.isSettled(at: moment)
      }
    }
  }

  /// Waits until what was just saved can be told by its stamp, some milliseconds at most. For those who
  /// read the files after that.
  public mutating func settle() {
    let last = moment + 40_000_000
    var settles: Int64 = 0
    for entries in folders.values {
      for entry in entries where entry.kind == .file && entry.stamp.settles < last {
        settles = max(settles, entry.stamp.settles)
      }
    }
    guard settles >= moment else { return }
    while moment <= settles {
      usleep(UInt32(clamping: (settles - moment) / 1000 + 1))
      moment = FileStamp.now()
    }
  }

  /// Every file by its path below the root.
  public var files: [String: FileStamp] {
    var files: [String: FileStamp] = [:]
    files.reserveCapacity(folders.values.reduce(0) { $0 + $1.count })
    for (path, entries) in folders {
      for entry in entries where entry.kind != .folder {
        files[path.isEmpty ? entry.name : "\(path)/\(entry.name)"] = entry.stamp
      }
    }
    return files
  }

  private static func entries(of folder: String, hidden: Bool) -> [Entry]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    let descriptor = dirfd(stream)
    let capacity = MemoryLayout<dirent>.size - (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
    var entries: [Entry] = []
    while let found = readdir(stream) {
      let pointer = UnsafeRawPointer(found) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
      let name = pointer.bindMemory(to: CChar.self, capacity: capacity)
      if name[0] == CChar(UInt8(ascii: ".")) {
        let isDots = name[1] == 0 || name[1] == name[0] && name[2] == 0
        if isDots || !hidden { continue }
      }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      entries.append(
        Entry(name: String(cString: name), kind: Kind(status.st_mode), stamp: FileStamp(status)))
    }
    return entries
  }
}

extension FolderTree.Kind {
  fileprivate init(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
