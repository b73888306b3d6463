import CourseModel
import Foundation

/// Keeps a database for this process, so that nobody else opens it, until it is let go.
///
/// It is the lock that SQLite itself takes (https://www.sqlite.org/lockingv3.html): whoever has a
/// database with a log open shares it all the time. It belongs to the open file, so that it stays when
/// the file is read and closed elsewhere in this process.
final class DatabaseClaim {
  private let descriptor: Int32

  /// - Throws: `LabsError` when another program has the database open.
  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unusable(path, String(cString: strerror(errno))) }
    var bytes = flock()
    bytes.l_type = Int16(F_WRLCK)
    bytes.l_whence = Int16(SEEK_SET)
    bytes.l_start = 0x4000_0000
    bytes.l_len = 512
    guard fcntl(descriptor, setsFileLock, &bytes) == 0 else { throw held(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}

/// `F_OFD_SETLK`, which glibc's Swift overlay leaves out.
#if canImport(Darwin)
  private let setsFileLock: Int32 = 90
#else
  private let setsFileLock: Int32 = 37
#endif
