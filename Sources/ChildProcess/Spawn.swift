import CourseModel
import Foundation

/// Starts a program as the leader of a new session with exactly these open files: the child's
/// number is the index, `nil` is `/dev/null`. No signal is blocked or ignored in it.
///
/// - Parameter leadsSession: `false` leaves it in the caller's session, and so on its terminal.
/// - Returns: The child, which is to be waited for with `waitpid`.
/// - Throws: `LabsError` when the program cannot be started.
public func spawn(
  _ path: String, arguments: [String], environment: [String: String], descriptors: [Int32?],
  leadsSession: Bool = true
) throws -> Int32 {
  var actions = FileActions()
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_init(&actions)
  let high = try raised(descriptors)
  defer { for descriptor in high { if let descriptor { close(descriptor) } } }
  for (number, descriptor) in high.enumerated() {
    if let descriptor {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    } else {
      posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
    }
  }
  var attributes = SpawnAttributes()
  defer { posix_spawnattr_destroy(&attributes) }
  posix_spawnattr_init(&attributes)
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
  if leadsSession { flags |= startsSession }
  #if canImport(Darwin)
    flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
  #else
    _ = addCloseFrom?(&actions, Int32(descriptors.count))
  #endif
  posix_spawnattr_setflags(&attributes, Int16(flags))

  var pid: pid_t = 0
  let failure = withStrings(arguments) { arguments in
    withStrings(environment.map { "\($0)=\($1)" }) { environment in
      posix_spawn(&pid, path, &actions, &attributes, arguments, environment)
    }
  }
  guard failure == 0 else {
    throw LabsError(
      .environmentNotReady,
      "“\(path)” could not be started: \(String(cString: strerror(failure))).",
      hint: "Run bin/labs, which sets up what is needed.")
  }
  return pid
}

/// The same open files under numbers that the child's do not take, so that none replaces another
/// before its turn.
private func raised(_ descriptors: [Int32?]) throws -> [Int32?] {
  var high: [Int32?] = []
  for descriptor in descriptors {
    let copy = descriptor.map { fcntl($0, F_DUPFD_CLOEXEC, Int32(descriptors.count)) }
    high.append(copy)
    guard copy == -1 else { continue }
    let reason = String(cString: strerror(errno))
    for case let opened? in high where opened >= 0 { close(opened) }
    throw LabsError(.environmentNotReady, "A file could not be opened: \(reason).")
  }
  return high
}

/// An array of C strings that ends with a null pointer, as `argv` and `environ` are.
private func withStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers)
}

#if canImport(Darwin)
  private typealias FileActions = posix_spawn_file_actions_t?
  private typealias SpawnAttributes = posix_spawnattr_t?
  private let startsSession = Int32(POSIX_SPAWN_SETSID)

  extension Optional where Wrapped == UnsafeMutableRawPointer {
    fileprivate init() { self = nil }
  }
#else
  private typealias FileActions = posix_spawn_file_actions_t
  private typealias SpawnAttributes = posix_spawnattr_t
  /// `POSIX_SPAWN_SETSID` of glibc, which its Swift overlay leaves out.
  private let startsSession: Int32 = 0x80
  /// `posix_spawn_file_actions_addclosefrom_np` of glibc 2.34, which the overlay leaves out as well.
  /// Where there is none, only what is marked close-on-exec is closed in the child.
  private let addCloseFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
    unsafeBitCast(
      $0, to: (@convention(c) (UnsafeMutablePointer<FileActions>, Int32) -> Int32).self)
  }
#endif
