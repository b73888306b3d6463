import ChildProcess
import Foundation

/// Ends the scripts of this process when it is killed.
///
/// A bash of its own, which reads the numbers of process groups from a pipe that only this process
/// holds open. When this process is gone, however it went, the pipe ends, and the groups that are
/// still watched are killed.
final class Watcher: Sendable {
  /// One for the whole process, started when it is first asked for.
  static let shared = Result { try Watcher() }

  let pipe: Int32

  /// Never read here: as long as it is open, a watcher that someone killed does no harm.
  private let readingEnd: Int32

  private static let script = """
    while read -r sign group; do
      case $sign in
        +) groups[group]=$group ;;
        -) unset "groups[group]" ;;
      esac
    done
    for group in "${groups[@]}"; do kill -KILL -- "-$group"; done
    """

  init() throws {
    (readingEnd, pipe) = try makePipe()
    _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
    _ = try spawn(
      bashPath, arguments: ["bash", "-c", Self.script, "labs-watcher"], environment: [:],
      descriptors: [readingEnd, nil, nil])
  }

  func watch(_ group: pid_t) {
    tell("+ \(group)\n")
  }

  /// Before the group's number can be given to another.
  func forget(_ group: pid_t) {
    tell("- \(group)\n")
  }

  private func tell(_ line: String) {
    _ = Array(line.utf8).withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
  }
}
