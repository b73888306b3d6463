import Foundation

/// Kills what a script started and moved out of its process group: found by the script's marker in
/// its environment, among the processes that are younger than the script. Linux only.
func endStragglers(of child: ShellChild) {
  #if os(Linux)
    let marker = Array("LABS_SCRIPT=\(child.marker)".utf8)
    // A straggler may fork while the list is read: look again until there is none.
    for _ in 0..<10 {
      let found = processes(youngerThan: child.pid).filter { environment(of: $0, has: marker) }
      for pid in found { kill(pid, SIGKILL) }
      if found.isEmpty { return }
    }
  #endif
}

#if os(Linux)
  /// All processes where the numbers have begun again since `pid` was given out.
  private func processes(youngerThan pid: pid_t) -> [pid_t] {
    let latest = firstBytes(of: "/proc/loadavg", atMost: 128).split(separator: 0x20).last
      .flatMap { pid_t(String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self)) }
    if latest == pid { return [] }
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    let numbersBeganAgain = latest.map { $0 < pid } ?? true
    var pids: [pid_t] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let number = pid_t(name), number != pid else { continue }
      if number > pid || numbersBeganAgain { pids.append(number) }
    }
    return pids
  }

  private func environment(of pid: pid_t, has marker: [UInt8]) -> Bool {
    let environment = firstBytes(of: "/proc/\(pid)/environ", atMost: 4 * 1024 * 1024)
    return environment.split(separator: 0).contains { $0.elementsEqual(marker) }
  }

  private func firstBytes(of path: String, atMost limit: Int) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while bytes.count < limit {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer.prefix(count))
    }
    return bytes
  }
#endif
