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
    (descriptor, bell) = try makePipe()
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

/// A pipe whose ends are closed on exec and are numbered 10 or higher, out of the way of the
/// numbers that a child gets.
func makePipe() throws -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { throw LabsError.machine("A pipe could not be made") }
  return (try raised(ends[0]), try raised(ends[1]))
}

/// The same open file under a number of at least 10 that is closed on exec.
func raised(_ descriptor: Int32) throws -> Int32 {
  let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
  close(descriptor)
  guard high >= 0 else { throw LabsError.machine("A file could not be opened") }
  return high
}

extension LabsError {
  /// `what` failed for the reason in `errno`.
  static func machine(_ what: String, errno code: Int32 = errno) -> LabsError {
    LabsError(.environmentNotReady, "\(what): \(String(cString: strerror(code))).")
  }
}
