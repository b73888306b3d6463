#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The AWS CLI as its own process: slower, and always there.
enum PlainCLI {
  /// Puts it in this process's place. A call that may change nothing keeps its guard, and one whose
  /// creations are to be written down its ledger.
  ///
  /// LABS_AWS_PLAIN is the script that pip installed, LABS_PYTHON the interpreter it belongs to and
  /// LABS_AWS_ONCE the folder `Sources/Emulator/cli`.
  static func run() -> Never {
    guard let plain = Environment.value("LABS_AWS_PLAIN") else {
      fail("the AWS CLI was not found. LABS_AWS_PLAIN must name it; bin/labs sets it.")
    }
    let python = Environment.value("LABS_PYTHON")
    if Environment.isReadOnly || Environment.value("LABS_LEDGER") != nil {
      guard let python, let once = Environment.value("LABS_AWS_ONCE") else {
        fail(
          "what guards this call, or writes down what it creates, was not found."
            + " LABS_PYTHON and LABS_AWS_ONCE must name it; bin/labs sets them.")
      }
      execute([python, once, "once", plain])
    }
    execute([python, plain].compactMap(\.self))
  }

  private static func execute(_ command: [String]) -> Never {
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words += (1..<max(1, Int(CommandLine.argc))).map { CommandLine.unsafeArgv[$0] }
    words.append(nil)
    execv(command[0], words)
    fail("\(command[0]) could not be started: \(String(cString: strerror(errno))).")
  }

  /// 127 is what a shell answers for a command it cannot find.
  private static func fail(_ message: String) -> Never {
    say(message)
    exit(127)
  }
}
