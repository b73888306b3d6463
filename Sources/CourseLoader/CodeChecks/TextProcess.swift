import ChildProcess
import CourseModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that judges texts. It gets each as an open file without a name, `/dev/fd/3` and those
/// that follow, and nothing of the caller's environment.
struct TextProcess {
  enum Output: Int {
    case standardOutput = 1
    case standardError = 2
  }

  let path: String

  /// `nil` when it is neither on the PATH nor at one of the other places.
  init?(_ name: String, orAt others: [String] = []) {
    let folders = getenv("PATH").map { String(cString: $0) } ?? ""
    let paths = folders.split(separator: ":").map { "\($0)/\(name)" } + others
    guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.path = path
  }

  /// What it says; `nil` when it cannot be asked, or does not answer within ten seconds.
  ///
  /// - Parameter arguments: From the program's name on.
  func words(
    _ output: Output, about texts: [[UInt8]], _ arguments: [String],
    environment: [String: String] = [:]
  ) -> String? {
    let files = texts.compactMap { try? openNamelessFile(holding: $0) }
    defer { files.forEach { close($0) } }
    guard files.count == texts.count, let pipe = try? openPipe() else { return nil }
    defer { close(pipe.reading) }
    var descriptors: [Int32?] = [nil, nil, nil]
    descriptors[output.rawValue] = pipe.writing
    let pid = try? spawn(
      path, arguments: arguments,
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      descriptors: descriptors + files)
    close(pipe.writing)
    guard let pid else { return nil }
    let words = Self.read(pipe.reading)
    if words == nil { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return words
  }

  /// Until the other end is closed; `nil` when that takes too long.
  private static func read(_ descriptor: Int32) -> String? {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, 10_000)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(decoding: output, as: UTF8.self) }
      if output.count < 1 << 20 { output += buffer[..<count] }
    }
  }
}

/// The system's `read`, which ``TextProcess/read(_:)`` would hide.
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}
