import ChildProcess
import Foundation
import Testing

@Suite struct `A started program` {
  @Test func `has each open file under its own number, whatever numbers they have here`() throws {
    let one = try openNamelessFile(holding: "one".utf8)
    let two = try openNamelessFile(holding: "two".utf8)
    let first = fcntl(one, F_DUPFD_CLOEXEC, 100)
    let second = fcntl(two, F_DUPFD_CLOEXEC, 100)
    let output = try openNamelessFile(holding: [])
    defer { for file in [one, two, first, second, output] { close(file) } }
    var descriptors = [Int32?](repeating: nil, count: Int(second) + 1)
    descriptors[1] = output
    descriptors[Int(first)] = second
    descriptors[Int(second)] = first

    let child = try spawn(
      "/bin/bash", arguments: ["bash", "-c", "cat <&\(first); cat <&\(second)"],
      environment: ["PATH": "/usr/bin:/bin"], descriptors: descriptors)
    var status: Int32 = 0
    #expect(waitpid(child, &status, 0) == child)

    #expect(text(of: output) == "twoone")
  }

  @Test func `has no open file that was not given to it`() throws {
    let mine = try openNamelessFile(holding: "mine".utf8)
    let output = try openNamelessFile(holding: [])
    defer { for file in [mine, output] { close(file) } }

    let child = try spawn(
      "/bin/bash", arguments: ["bash", "-c", "cat <&\(mine) || echo closed"],
      environment: ["PATH": "/usr/bin:/bin"], descriptors: [nil, output, nil])
    var status: Int32 = 0
    #expect(waitpid(child, &status, 0) == child)

    #expect(text(of: output) == "closed\n")
  }
}

@Suite struct `A file without a name` {
  @Test func `holds its bytes, and nothing of it is in a folder`() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let file = try openNamelessFile(holding: bytes)
    defer { close(file) }

    #expect(FileHandle(fileDescriptor: file).readDataToEndOfFile() == Data(bytes))
    var information = stat()
    #expect(fstat(file, &information) == 0)
    #expect(information.st_nlink == 0)
    #expect(information.st_mode & 0o077 == 0)
  }
}

private func text(of file: Int32) -> String {
  lseek(file, 0, SEEK_SET)
  return String(
    decoding: FileHandle(fileDescriptor: file).readDataToEndOfFile(), as: UTF8.self)
}
