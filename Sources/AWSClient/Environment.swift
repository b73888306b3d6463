#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the C runtime gave this process, taken as bytes: arguments and variables need not be UTF-8.
enum Environment {
  /// The arguments after the program's name, each without its ending zero.
  static var arguments: [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).map { bytes(CommandLine.unsafeArgv[$0]) }
  }

  /// `NAME=value`, in the order of `environ(7)`.
  static var variables: [[UInt8]] {
    var result: [[UInt8]] = []
    #if canImport(Glibc)
      var entry = environ
    #else
      guard var entry = _NSGetEnviron().pointee else { return [] }
    #endif
    while let variable = entry.pointee {
      result.append(bytes(variable))
      entry += 1
    }
    return result
  }

  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Whether the call may change nothing.
  static var isReadOnly: Bool { value("LABS_READ_ONLY") == "1" }

  private static func bytes(_ text: UnsafeMutablePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}

func say(_ message: String) {
  let line = Array("aws: \(message)\n".utf8)
  _ = write(2, line, line.count)
}
