#if canImport(Glibc)
  public import Glibc
#else
  public import Darwin
#endif

/// What the disk tells of a file without reading it. While it stays the same, so does the file.
public struct FileStamp: Sendable, Hashable {
  /// Nanoseconds since 1970: of the content, and of anything.
  public let modified: Int64
  public let changed: Int64
  public let size: Int64
  public let inode: UInt64

  public init(_ status: stat) {
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    self.init(
      modified: Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec),
      changed: Int64(changed.tv_sec) * 1_000_000_000 + Int64(changed.tv_nsec),
      size: Int64(status.st_size), inode: UInt64(status.st_ino))
  }

  public init(modified: Int64, changed: Int64, size: Int64, inode: UInt64) {
    self.modified = modified
    self.changed = changed
    self.size = size
    self.inode = inode
  }

  /// Of what `path` leads to; `nil` when nothing is there.
  public init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Whether the file had been at rest for a while at `moment`: one that changed just before it was
  /// looked at may change once more and keep its stamp.
  public func isSettled(at moment: Int64) -> Bool { settles < moment }

  /// From when on every change gives another stamp, in nanoseconds since 1970. Times of files move on
  /// in steps: with the system's clock, of 10 ms at most, and on some disks of two seconds.
  var settles: Int64 {
    let second: Int64 = 1_000_000_000
    let isCoarse = modified % second == 0 && changed % second == 0
    return max(modified, changed) + (isCoarse ? 2 * second : second / 50)
  }

  /// Whether the file's content is most likely the same. A file may get and lose other names, which
  /// changes its inode's time and nothing else.
  public func hasContent(of other: FileStamp) -> Bool {
    modified == other.modified && size == other.size && inode == other.inode
  }

  /// Nanoseconds since 1970, as the disk counts them.
  public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Fingerprint {
  public mutating func add(_ stamp: FileStamp) {
    add(UInt64(bitPattern: stamp.modified))
    add(UInt64(bitPattern: stamp.changed))
    add(UInt64(bitPattern: stamp.size))
    add(stamp.inode)
  }

  /// Of files by their paths, in no order, as far as ``FileStamp/hasContent(of:)`` looks.
  public init(ofContents files: [String: FileStamp]) {
    var sum: UInt64 = 0
    for (path, stamp) in files {
      var own = Fingerprint(of: path)
      own.add(UInt64(bitPattern: stamp.modified))
      own.add(UInt64(bitPattern: stamp.size))
      own.add(stamp.inode)
      sum &+= own.value
    }
    self.init(value: sum)
  }
}
