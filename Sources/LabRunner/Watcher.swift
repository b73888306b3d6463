import ChildProcess
import Foundation

/// Ends the scripts of this process when it is killed.
///
/// A bash of its own, which reads from a pipe that only this process holds open which scripts there
/// are. When this process is gone, however it went, the pipe ends, and the groups of those that are
/// still watched are killed; on Linux also what has left its group, as ``endStragglers(of:)`` does.
final class Watcher: Sendable {
  /// One for the whole process, started when it is first asked for.
  static let shared = Result { try Watcher() }

  let pipe: Int32

  /// Never read here: as long as it is open, a watcher that someone killed does no harm.
  private let readingEnd: Int32

  private static let script = """
    while read -r sign group marker; do
      case $sign in
        +) markers[group]=$marker ;;
        -) unset "markers[group]" ;;
      esac
    done
    [ ${#markers[@]} -gt 0 ] || exit
    for group in "${!markers[@]}"; do kill -KILL -- "-$group"; done
    for round in 1 2 3 4 5 6 7 8 9 10; do
      found=
      for process in /proc/[0-9]*; do
        while IFS= read -rd '' variable; do
          case $variable in LABS_SCRIPT=*) ;; *) continue ;; esac
          for marker in "${markers[@]}"; do
            [ "$variable" = "LABS_SCRIPT=$marker" ] || continue
            kill -KILL "${process#/proc/}" && found=yes
          done
        done <"$process/environ"
      done
      [ "$found" ] || break
    done
    """

  init() throws {
    (readingEnd, pipe) = try openPipe()
    _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
    _ = try spawn(
      bashPath, arguments: ["bash", "-c", Self.script, "labs-watcher"], environment: [:],
      descriptors: [readingEnd, nil, nil])
  }

  /// - Parameter marker: Of the script, in the environment of all that it starts.
  func watch(_ group: pid_t, marker: String) {
    tell("+ \(group) \(marker)\n")
  }

  /// Before the group's number can be given to another.
  func forget(_ group: pid_t) {
    tell("- \(group)\n")
  }

  private func tell(_ line: String) {
    _ = Array(line.utf8).withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
  }
}
