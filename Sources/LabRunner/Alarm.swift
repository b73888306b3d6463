import ChildProcess
import CourseModel
import Foundation

/// Wakes the thread that waits for a script's output: something else has happened.
final class Alarm: Sendable {
  enum Cause: UInt8 {
    case exited
    case cancelled
  }

  /// Readable when it has rung.
  let descriptor: Int32
  private let bell: Int32

  init() throws {
    (descriptor, bell) = try openPipe()
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(descriptor)
    close(bell)
  }

  func ring(_ cause: Cause) {
    var byte = cause.rawValue
    _ = write(bell, &byte, 1)
  }

  /// Why it has rung since it was last asked.
  func causes() -> [Cause] {
    var bytes: [UInt8] = [0, 0]
    let count = read(descriptor, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).compactMap(Cause.init)
  }
}

extension LabsError {
  /// `what` failed for the reason in `errno`.
  static func machine(_ what: String, errno code: Int32 = errno) -> LabsError {
    LabsError(.environmentNotReady, "\(what): \(String(cString: strerror(code))).")
  }
}
