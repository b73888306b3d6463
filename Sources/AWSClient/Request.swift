#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the host needs to make the call as if it were this process; its layout is told in
/// `Sources/Emulator/cli/wire.py`.
struct Request {
  let content: [UInt8]

  /// The working directory, then the descriptors that a started program would inherit.
  let descriptors: [Int32]

  /// Descriptors above this one stay here. Shells number theirs below it (bash from 63 down).
  private static let highestDescriptor: Int32 = 99

  /// Nothing when this process is in a state that the host cannot take on: a standard stream is
  /// closed, or the working directory cannot be opened.
  init?() {
    let folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let inherited = (0...Self.highestDescriptor).filter {
      let flags = fcntl($0, F_GETFD)
      return flags >= 0 && flags & FD_CLOEXEC == 0
    }
    guard folder >= 0, inherited.starts(with: [0, 1, 2]) else { return nil }

    let mask = umask(0)
    umask(mask)
    let arguments = Environment.arguments
    var body: [UInt8] = []
    for number in inherited { body.append(number: UInt32(number)) }
    for word in arguments + Environment.variables { body += word + [0] }

    var header: [UInt8] = []
    header.append(number: 0x3153_574C)
    header.append(number: UInt32(body.count))
    header.append(number: UInt32(arguments.count))
    header.append(number: UInt32(mask))
    header.append(number: UInt32(inherited.count + 1))

    content = header + body
    descriptors = [folder] + inherited
  }
}

extension [UInt8] {
  /// In this machine's byte order.
  fileprivate mutating func append(number: UInt32) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }
}
