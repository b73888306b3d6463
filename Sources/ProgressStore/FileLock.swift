import CourseModel
import Foundation

/// Holds a file for this process, until it is let go or the process ends, however it ends.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// Makes the file when it is missing; `nil` when another holds it.
  init?(path: String) throws {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // Whether somebody holds it can be asked of a file that cannot be written, too.
    descriptor = file >= 0 ? file : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unusable(path, String(cString: strerror(errno))) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let reason = errno
      guard reason == EWOULDBLOCK else { throw unusable(path, String(cString: strerror(reason))) }
      return nil
    }
  }

  /// Waits until nobody else holds the folder.
  init(folder: String) throws {
    descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unusable(folder, String(cString: strerror(errno))) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Before the last reference goes.
  func release() {
    flock(descriptor, LOCK_UN)
  }

  /// The content of the file, which anyone may read.
  func write(_ text: String) {
    ftruncate(descriptor, 0)
    _ = Array(text.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}
