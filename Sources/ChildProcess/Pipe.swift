import CourseModel
import Foundation

/// A pipe whose ends no other program gets unasked.
///
/// - Throws: `LabsError` when this process has no number left for one.
public func openPipe() throws -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  guard closedOnExec(&ends) == 0 else {
    throw LabsError(
      .environmentNotReady, "A pipe could not be made: \(String(cString: strerror(errno))).")
  }
  return (ends[0], ends[1])
}

#if canImport(Darwin)
  private func closedOnExec(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    guard pipe(ends) == 0 else { return -1 }
    for end in [ends[0], ends[1]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return 0
  }
#else
  private func closedOnExec(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    pipe2?(ends, O_CLOEXEC) ?? pipe(ends)
  }

  /// `pipe2` of Linux, which glibc's Swift overlay leaves out.
  private let pipe2 = dlsym(nil, "pipe2").map {
    unsafeBitCast(
      $0, to: (@convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32).self)
  }
#endif
