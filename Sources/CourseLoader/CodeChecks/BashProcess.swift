import ChildProcess
import CourseModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `bash -n`: reads shell text, says what it cannot make sense of, and runs nothing.
struct BashProcess {
  private let path: String

  /// `nil` when there is no bash.
  init?() {
    let folders = getenv("PATH").map { String(cString: $0) } ?? ""
    let paths = folders.split(separator: ":").map { "\($0)/bash" } + ["/bin/bash", "/usr/bin/bash"]
    guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.path = path
  }

  /// What bash says of the text, in its own words; `nil` when it cannot be asked, or does not answer
  /// within ten seconds.
  func complaints(about text: [UInt8]) -> String? {
    guard let file = Self.nameless(text) else { return nil }
    defer { close(file) }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Nothing of the caller's environment: BASH_ENV, ENV and SHELLOPTS would be obeyed.
    let pid = try? spawn(
      path, arguments: ["bash", "--norc", "--noprofile", "-n", "/dev/fd/3"],
      environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin"], descriptors: [nil, nil, ends[1], file])
    close(ends[1])
    guard let pid else { return nil }
    let output = Self.read(ends[0])
    if output == nil { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return output
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

  /// An open file with this text that has no name any more.
  private static func nameless(_ text: [UInt8]) -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/labs-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    unlink(template)
    var rest = text[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    guard rest.isEmpty, lseek(file, 0, SEEK_SET) == 0 else {
      close(file)
      return nil
    }
    return file
  }
}

/// The system's `read`, which ``BashProcess/read(_:)`` would hide.
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}
