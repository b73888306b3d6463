import ChildProcess
import CourseModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `python Sources/Emulator/cli ledger remove`: entries in, what came of them out.
struct RemovalProcess: Sendable {
  private let pid: pid_t
  private let output: FileHandle

  init(
    _ installation: Installation, environment: [String: String], entries: [LedgerEntry],
    patience: Int64
  ) throws {
    // A file, because writing to a pipe whose reader has ended would end this process.
    let lines = try entries.map { try JSONEncoder().encode(Request($0)) }
    let input = try openNamelessFile(
      holding: lines.joined(separator: [UInt8(ascii: "\n")]))
    defer { close(input) }
    let output = try openPipe()
    defer { close(output.writing) }
    self.output = FileHandle(fileDescriptor: output.reading, closeOnDealloc: true)
    pid = try spawn(
      installation.python,
      arguments: [
        installation.python, "\(installation.emulatorSources)/cli", "ledger", "remove",
        "\(patience)",
      ],
      environment: environment,
      descriptors: [input, output.writing, nil])
  }

  /// Blocks until the process has ended.
  func results(each: (RemovedResource) -> Void) -> [RemovedResource] {
    var results: [RemovedResource] = []
    var rest = Data()
    while let bytes = try? output.read(upToCount: 65536), !bytes.isEmpty {
      rest += bytes
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        if let result = try? JSONDecoder().decode(RemovedResource.self, from: rest[..<end]) {
          results.append(result)
          each(result)
        }
        rest = Data(rest[(end + 1)...])
      }
    }
    try? output.close()
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    return results
  }

  /// What it has removed by then is removed; asking again finds out.
  func kill() {
    _ = systemKill(pid, SIGKILL)
  }

  private struct Request: Encodable {
    let id: LedgerEntry.ID
    let kind: String
    let identifier: [String: String]
    let isName: Bool
    let region: String?

    init(_ entry: LedgerEntry) {
      id = entry.id
      kind = entry.kind
      identifier = entry.identifier
      isName = entry.isName
      region = entry.region
    }
  }
}

/// The system's `kill`, which ``RemovalProcess/kill()`` would hide.
private func systemKill(_ pid: pid_t, _ signal: Int32) -> Int32 {
  kill(pid, signal)
}
