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
    let input = try Self.nameless(try entries.map { try JSONEncoder().encode(Request($0)) })
    defer { close(input) }
    let output = Pipe()
    pid = try spawn(
      installation.python,
      arguments: [
        installation.python, "\(installation.emulatorSources)/cli", "ledger", "remove",
        "\(patience)",
      ],
      environment: environment,
      descriptors: [input, output.fileHandleForWriting.fileDescriptor, nil])
    try? output.fileHandleForWriting.close()
    self.output = output.fileHandleForReading
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

  /// An open file with these lines that has no name any more.
  private static func nameless(_ lines: [Data]) throws -> Int32 {
    var template = Array("\(NSTemporaryDirectory())/labs-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else {
      throw LabsError(
        .environmentNotReady, "A temporary file could not be made.",
        hint: "Make room on the disk, or set TMPDIR to a folder that you may write to.")
    }
    unlink(template)
    let handle = FileHandle(fileDescriptor: file)
    try handle.write(contentsOf: Data(lines.joined(separator: [UInt8(ascii: "\n")])))
    try handle.seek(toOffset: 0)
    return file
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
